package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database whose keys are no numbers, or are not what refers to a row. */
final class Port extends RecordedStore {

    static final int SHIPS = 4;

    Port(Database database) {
        super(database, Fleet.class, Ship.class, Harbor.class, Sailor.class);
    }

    void fill() {
        write(Port::fill);
        statements.clear();
    }

    /** Each fleet has the ships of each second number, and each ship a harbor of its own and a sailor. */
    private static void fill(EntityManager em) {
        List<Fleet> fleets = List.of(new Fleet(Flag.WHITE), new Fleet(Flag.BLACK));
        fleets.forEach(em::persist);
        for (int number = 0; number < SHIPS; number++) {
            Harbor harbor = new Harbor();
            harbor.id = (long) number;
            harbor.code = "H" + number;
            em.persist(harbor);
            Ship ship = new Ship();
            ship.id = new UUID(7, number);
            ship.fleet = fleets.get(number % 2);
            ship.harbor = harbor;
            em.persist(ship);
            Sailor sailor = new Sailor();
            sailor.id = (long) number;
            sailor.ship = ship;
            em.persist(sailor);
        }
    }

    enum Flag {
        WHITE,
        BLACK
    }

    @Entity(name = "Fleet")
    static class Fleet {
        @Id
        @Enumerated(EnumType.STRING)
        Flag flag;

        @OneToMany(mappedBy = "fleet")
        List<Ship> ships = new ArrayList<>();

        protected Fleet() {}

        Fleet(Flag flag) {
            this.flag = flag;
        }
    }

    @Entity(name = "Ship")
    static class Ship {
        @Id
        UUID id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Fleet fleet;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "harbor_code", referencedColumnName = "code")
        Harbor harbor;

        @OneToMany(mappedBy = "ship")
        List<Sailor> crew = new ArrayList<>();
    }

    @Entity(name = "Harbor")
    static class Harbor {
        @Id
        Long id;

        @Column(unique = true, nullable = false)
        String code;

        @OneToMany(mappedBy = "harbor")
        List<Ship> ships = new ArrayList<>();
    }

    @Entity(name = "Sailor")
    static class Sailor {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Ship ship;
    }
}
