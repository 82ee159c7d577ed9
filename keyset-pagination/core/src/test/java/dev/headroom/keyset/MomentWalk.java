package dev.headroom.keyset;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Walks over times that SQL wrote, and compares with the list that SQL sorts. It is a program, because the time zone of a
 * JVM is what drivers and Hibernate look at, and some of them once only.
 */
final class MomentWalk {

    private static final List<String> KEYS = List.of("clockTime", "localAt", "dayOf", "instantAt", "offsetAt");

    private static final List<String> COLUMNS = List.of("clock_time", "local_at", "day_of", "instant_at", "offset_at");

    /** Summer begins at 02:00 in Berlin, at 00:00 in Santiago; it ends at 03:00 in Berlin, at 00:00 in Santiago. */
    private static final List<String> TIMES = List.of(
            "0001-01-01 00:00:00",
            "0001-01-02 00:00:00",
            "1500-02-27 12:00:00",
            "1500-02-28 12:00:00",
            "1500-03-01 12:00:00",
            "1582-10-04 00:00:00",
            "1582-10-10 10:11:12",
            "1582-10-15 00:00:00",
            "1893-04-01 00:00:01",
            "1969-12-31 23:59:59.999999",
            "2026-03-29 01:59:59.999999",
            "2026-03-29 02:00:00",
            "2026-03-29 02:30:00",
            "2026-03-29 02:30:00.000001",
            "2026-03-29 03:00:00",
            "2026-03-29 03:30:00",
            "2026-04-04 23:30:00",
            "2026-09-05 23:59:59.999",
            "2026-09-06 00:00:00",
            "2026-09-06 00:30:00",
            "2026-09-06 01:30:00",
            "2026-10-25 02:30:00",
            "2026-10-25 02:30:00.123456",
            "2026-10-25 02:30:00.123457",
            "9999-12-31 23:59:59");

    private final String url;
    private final DataSource dataSource;
    private final EntityManagerFactory entityManagers;
    private final List<String> faults = new ArrayList<>();

    private MomentWalk(String url, DataSource dataSource) {
        this.url = url;
        this.dataSource = dataSource;
        PersistenceConfiguration configuration = new HibernatePersistenceConfiguration("moments")
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property("hibernate.hbm2ddl.auto", "create");
        this.entityManagers = configuration.managedClass(Moment.class).createEntityManagerFactory();
    }

    /**
     * Walks on each database, and prints what went wrong.
     *
     * @param addresses the URL, the user and the password of each database
     */
    public static void main(String[] addresses) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (int database = 0; database < addresses.length; database += 3) {
            faults.addAll(walk(addresses[database], addresses[database + 1], addresses[database + 2]));
        }
        faults.forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** What was wrong. */
    static List<String> walk(String url, String user, String password) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMaximumPoolSize(2);
            MomentWalk walk = new MomentWalk(url, pool);
            try (walk.entityManagers) {
                walk.fill();
                walk.compare();
            }
            return walk.faults;
        }
    }

    private void fill() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String time : TIMES) {
                insert(statement, time, time.substring(0, 10), time);
            }
            if (url.contains("postgresql")) {
                insert(statement, "infinity", "infinity", "2026-01-01 23:59:59.5");
                insert(statement, "-infinity", "-infinity", "2026-01-01 00:00:00.000001");
                insert(statement, "0044-03-15 12:00:00 BC", "0044-03-15 BC", "2026-01-01 00:00:00.000002");
            }
        }
    }

    private int rows;

    private void insert(Statement statement, String local, String day, String clock) throws SQLException {
        boolean finite = !local.contains("infinity");
        String instant = url.contains("mariadb") || !finite
                ? local
                : local.contains("BC") ? local.replace(" BC", "+00 BC") : local + "+00";
        String values = String.join("', '", clock.substring(11), local, day, instant, instant);
        // Ids that are not in the order of the times.
        long id = rows++ * 7L % 31;
        statement.execute("insert into moment (id, clock_time, local_at, day_of, instant_at, offset_at) values (" + id
                + ", '" + values + "')");
    }

    private void compare() throws SQLException {
        for (int key = 0; key < KEYS.size(); key++) {
            for (boolean ascending : new boolean[] {true, false}) {
                SortKey sortKey = ascending ? SortKey.asc(KEYS.get(key)) : SortKey.desc(KEYS.get(key));
                List<Long> sorted =
                        sorted(COLUMNS.get(key) + (ascending ? "" : " desc") + ", id" + (ascending ? "" : " desc"));
                compare(sortKey, sorted);
            }
        }
    }

    private void compare(SortKey key, List<Long> sorted) {
        Keyset<Moment> keyset =
                Keyset.of(Moment.class, key).cursors(SongStore.CURSORS).build(entityManagers);
        for (int size : new int[] {1, 3}) {
            check(keyset + " forward by " + size, sorted, keyset, KeysetRequest.first(size));
            check(keyset + " backward by " + size, sorted, keyset, KeysetRequest.last(size));
        }
    }

    private void check(String name, List<Long> sorted, Keyset<Moment> keyset, KeysetRequest start) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            KeysetQuery<Moment, Long> query =
                    keyset.query(em).select((moment, cb) -> List.of(moment.get("id")), row -> (Long) row[0]);
            List<Long> walked = new ArrayList<>();
            Optional<KeysetRequest> request = Optional.of(start);
            while (request.isPresent() && walked.size() <= sorted.size()) {
                KeysetPage<Long> page = query.page(request.get());
                walked.addAll(start.forward() ? walked.size() : 0, page.content());
                request = start.forward() ? page.next() : page.previous();
            }
            if (!walked.equals(sorted)) {
                faults.add(url + " " + name + "\n  walked " + walked + "\n  sorted " + sorted);
            }
        } catch (RuntimeException failed) {
            faults.add(url + " " + name + ": " + failed);
        }
    }

    private List<Long> sorted(String order) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from moment order by " + order)) {
            List<Long> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        }
    }
}
