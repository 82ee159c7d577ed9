#!/usr/bin/env bash
# Whether a reference by @IdClass in an embeddable can be written depends on the names of the two entities.
#
# The mapping is the same twice, and so is the row: an owner whose embeddable is null. With the entities B and Y it is
# inserted, with Z and A the insert has no parameter for the columns of the reference. The order in which the classes are
# given does not matter.
# Versions: Hibernate ORM 7.4.5.Final, H2 2.4.240.
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
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import jakarta.persistence.*;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    public record Key(Integer floor, String room) {}

    @Entity(name = "A")
    @IdClass(Key.class)
    public static class A {
        @Id
        public Integer floor;

        @Id
        public String room;
    }

    @Embeddable
    public static class PartOfZ {
        @ManyToOne
        public A target;
    }

    @Entity(name = "Z")
    public static class Z {
        @Id
        public Long id;

        public PartOfZ part;
    }

    @Entity(name = "Y")
    @IdClass(Key.class)
    public static class Y {
        @Id
        public Integer floor;

        @Id
        public String room;
    }

    @Embeddable
    public static class PartOfB {
        @ManyToOne
        public Y target;
    }

    @Entity(name = "B")
    public static class B {
        @Id
        public Long id;

        public PartOfB part;
    }

    public static void main(String[] arguments) {
        B b = new B();
        b.id = 1L;
        System.out.println("B refers to Y: " + insert(b, B.class, PartOfB.class, Y.class));
        Z z = new Z();
        z.id = 1L;
        System.out.println("Z refers to A: " + insert(z, Z.class, PartOfZ.class, A.class));
    }

    private static String insert(Object entity, Class<?>... classes) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(classes)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> em.persist(entity));
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
B refers to Y: inserted
Z refers to A: Unable to locate parameter `Z.target_floor` for SET - INSERT : Finding$Z
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
