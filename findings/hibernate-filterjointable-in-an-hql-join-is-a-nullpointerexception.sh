#!/usr/bin/env bash
# An HQL join of a many-to-many with an enabled @FilterJoinTable fails with a NullPointerException.
#
# The same collection of a loaded entity is filtered as it should be.
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
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.FilterJoinTable;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Person")
    public static class Person {
        @Id
        public Long id;

        public String name;
    }

    @Entity(name = "Club")
    @FilterDef(name = "early", defaultCondition = "members_id < 2")
    public static class Club {
        @Id
        public Long id;

        @ManyToMany
        @JoinTable(name = "club_member")
        @FilterJoinTable(name = "early")
        public Set<Person> members = new HashSet<>();
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Person.class, Club.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(Finding::fill);
            factory.runInTransaction(em -> {
                em.unwrap(Session.class).enableFilter("early");
                System.out.println("loaded: " + em.find(Club.class, 1L).members.size());
            });
            factory.runInTransaction(em -> {
                System.out.println("joined, filter disabled: " + names(em));
                em.unwrap(Session.class).enableFilter("early");
                System.out.println("joined, filter enabled: " + names(em));
            });
        }
    }

    private static void fill(EntityManager em) {
        Club club = new Club();
        club.id = 1L;
        for (long id = 1; id <= 2; id++) {
            Person person = new Person();
            person.id = id;
            person.name = "name " + id;
            em.persist(person);
            club.members.add(person);
        }
        em.persist(club);
    }

    private static Object names(EntityManager em) {
        try {
            return em.createQuery("select m.name from Club c join c.members m order by m.name").getResultList();
        } catch (RuntimeException failure) {
            return failure.getClass().getSimpleName();
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
loaded: 1
joined, filter disabled: [name 1, name 2]
joined, filter enabled: NullPointerException
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
