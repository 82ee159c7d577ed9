package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Unique keys of tables that end an order, however Hibernate names their columns. */
@ParameterizedClass
@ValueSource(classes = {PhysicalNamingStrategyStandardImpl.class, PhysicalNamingStrategySnakeCaseImpl.class})
@ExtendWith(ServersExtension.class)
class KeysetUniqueKeyTest {

    private static EntityManagerFactory factory;

    @Parameter
    Class<?> naming;

    @BeforeParameterizedClassInvocation
    static void open(Class<?> naming, Servers servers) {
        DataSource dataSource = servers.database(DatabaseKind.H2).dataSource();
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("unique-keys");
        configuration.property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        configuration.property(MappingSettings.PHYSICAL_NAMING_STRATEGY, naming.getName());
        List.of(Seat.class, Seat.Hall.class, Vehicle.class, Vehicle.Truck.class, Employee.class, Employee.Seller.class)
                .forEach(configuration::managedClass);
        factory = configuration.createEntityManagerFactory();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
    }

    @Test
    void endsWithAConstraintOfSeveralColumns() {
        assertEnds(Seat.class, desc("number"), asc("hall.id"), asc("rowNumber"));
        assertEnds(Seat.class, asc("rowNumber"), asc("price"), asc("number"), asc("hall.id"));
        assertGoesOn(Seat.class, asc("hall.id"), asc("rowNumber"));
    }

    @Test
    void endsWithAUniqueIndex() {
        assertEnds(Seat.class, asc("ticketCode"), desc("section"));
        assertGoesOn(Seat.class, asc("price"), asc("rowNumber"));
    }

    /** It may be one of the rows that a condition selects. */
    @Test
    void goesOnBehindAKeyWithOptions() {
        assertGoesOn(Seat.class, asc("number"));
        assertGoesOn(Seat.class, asc("price"), asc("number"));
    }

    @Test
    void goesOnBehindAKeyThatMayBeNull() {
        assertGoesOn(Seat.class, asc("rowNumber"), asc("note").nullsLast());
    }

    @Test
    void goesOnBehindAKeyThatIsChanged() {
        assertGoesOn(Seat.class, asc("ticketCode").ignoreCase(), asc("section"));
    }

    /** The columns have the names of a constraint, and belong to other rows. */
    @Test
    void goesOnBehindColumnsOfOtherTables() {
        assertGoesOn(Seat.class, asc("colour").nullsLast());
        assertGoesOn(Seat.class, asc("label"));
        assertGoesOn(Seat.class, asc("hall.label"));
        assertGoesOn(Seat.class, asc("neighbour.ticketCode"), asc("neighbour.section"));
        assertGoesOn(Seat.class, asc("neighbour.ticketCode"), asc("section"));
    }

    @Test
    void followsAHierarchyOfJoinedTables() {
        assertEnds(Employee.class, asc("company"), asc("no"));
        assertEnds(Employee.Seller.class, asc("company"), asc("no"));
        assertEnds(Employee.Seller.class, asc("region"), asc("desk"));
        assertGoesOn(Employee.Seller.class, asc("company"), asc("desk"));
    }

    @Test
    void goesOnWhereAHierarchyHasSeveralWholeTables() {
        assertGoesOn(Vehicle.class, asc("fleet"), asc("no"));
        assertGoesOn(Vehicle.class, asc("plate"));
        assertGoesOn(Vehicle.Truck.class, asc("fleet"), asc("no"));
        assertEnds(Vehicle.Truck.class, asc("axles"));
    }

    private static void assertEnds(Class<?> entity, SortKey... keys) {
        assertThat(keys(entity, keys)).containsExactly(keys);
    }

    private static void assertGoesOn(Class<?> entity, SortKey... keys) {
        assertThat(keys(entity, keys))
                .startsWith(keys)
                .hasSize(keys.length + 1)
                .last()
                .extracting(SortKey::path)
                .isEqualTo("id");
    }

    private static List<SortKey> keys(Class<?> entity, SortKey... keys) {
        return Keyset.of(entity, keys).cursors(SongStore.CURSORS).build(factory).keys();
    }
}
