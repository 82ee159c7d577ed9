package dev.headroom.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** The root of a hierarchy whose classes share its table, and have another one for what is theirs. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@Table(uniqueConstraints = @UniqueConstraint(columnNames = {"company", "no"}))
class Employee {

    @Id
    Long id;

    int company;

    int no;

    @Entity
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = {"region", "desk"}))
    static class Seller extends Employee {

        int region;

        int desk;
    }
}
