package dev.headroom.benchmarks.retry;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** What everybody adds to. */
@Entity(name = "Account")
class Account {

    @Id
    long id;

    @Version
    int version;

    long balance;

    /** Nobody changes it. */
    String owner = "";
}
