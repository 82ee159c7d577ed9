package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** The root of a hierarchy whose classes have a whole table each: what is unique in one need not be so in the others. */
@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
@Table(uniqueConstraints = @UniqueConstraint(columnNames = {"fleet", "no"}))
class Vehicle {

    @Id
    Long id;

    int fleet;

    int no;

    @Column(nullable = false, unique = true)
    String plate;

    @Entity
    static class Truck extends Vehicle {

        @Column(unique = true)
        int axles;
    }
}
