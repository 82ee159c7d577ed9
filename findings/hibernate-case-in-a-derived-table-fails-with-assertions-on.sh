#!/usr/bin/env bash
# A case of an attribute in a derived table fails where Java's assertions are on, and is right where they are off.
#
# With -ea, which Maven's Surefire sets, a subquery in from that selects "case when … then path end" is an AssertionError of
# Hibernate's ("Expecting tables to match between TableReference (null) …"). The path alone, coalesce and upper of it are not.
# A query fails in all tests that works in production.
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
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Embeddable
    public record MealId(Integer weekday, String course) {}

    @Entity(name = "Meal")
    public static class Meal {
        @EmbeddedId
        public MealId id;
    }

    @Entity(name = "Guest")
    public static class Guest {
        @Id
        public Long id;

        @ManyToMany
        public Set<Meal> meals = new HashSet<>();
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Meal.class, Guest.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                Meal meal = new Meal();
                meal.id = new MealId(1, "soup");
                em.persist(meal);
                Guest guest = new Guest();
                guest.id = 7L;
                guest.meals.add(meal);
                em.persist(guest);
            });
            factory.runInTransaction(em -> {
                show(em, "m.id.course");
                show(em, "case when m.id.weekday = 1 then m.id.course end");
                show(em, "coalesce(m.id.course, 'none')");
                show(em, "upper(m.id.course)");
            });
        }
    }

    private static void show(EntityManager em, String value) {
        String query = "select f.v from (select " + value + " as v from Guest g join g.meals m) f";
        try {
            System.out.println(value + ": " + em.createQuery(query, String.class).getResultList());
        } catch (AssertionError failure) {
            System.out.println(value + ": AssertionError");
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
for assertions in -ea -da; do
  echo "$assertions" >> seen
  java "$assertions" -cp 'classes:lib/*' Finding >> seen 2> errors || { cat errors; exit 1; }
done

cat > expected <<'SEEN'
-ea
m.id.course: [soup]
case when m.id.weekday = 1 then m.id.course end: AssertionError
coalesce(m.id.course, 'none'): [soup]
upper(m.id.course): [SOUP]
-da
m.id.course: [soup]
case when m.id.weekday = 1 then m.id.course end: [soup]
coalesce(m.id.course, 'none'): [soup]
upper(m.id.course): [SOUP]
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
