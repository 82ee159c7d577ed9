#!/usr/bin/env bash
# join fetch of a collection repeats its owner if the owner has an @IdClass, a subclass, and a name of the wrong hash code.
#
# Since Hibernate 6 the results of join fetch are made distinct for entities. A class with an @IdClass whose subclass is bound
# first is taken for a basic type there, and stays repeated: two rows of one entity with two children each are four results.
# Which class is bound first follows from the hash codes of the class names, so that the same mapping is right under other
# names: Board and WallBoard are repeated here, Shelf and WallShelf are not.
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

    public record Key(Integer room, Integer place) {}

    @Entity(name = "Jar")
    public static class Jar {
        @Id
        public Long id;
    }

    @Entity(name = "Board")
    @IdClass(Key.class)
    @Inheritance(strategy = InheritanceType.JOINED)
    public static class Board {
        @Id
        public Integer room;

        @Id
        public Integer place;

        @ManyToMany
        public Set<Jar> jars = new HashSet<>();
    }

    @Entity(name = "WallBoard")
    public static class WallBoard extends Board {}

    @Entity(name = "Shelf")
    @IdClass(Key.class)
    @Inheritance(strategy = InheritanceType.JOINED)
    public static class Shelf {
        @Id
        public Integer room;

        @Id
        public Integer place;

        @ManyToMany
        public Set<Jar> jars = new HashSet<>();
    }

    @Entity(name = "WallShelf")
    public static class WallShelf extends Shelf {}

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Jar.class, Board.class, WallBoard.class, Shelf.class, WallShelf.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                for (int place = 1; place <= 2; place++) {
                    Board board = new Board();
                    board.room = 1;
                    board.place = place;
                    em.persist(board);
                    Shelf shelf = new Shelf();
                    shelf.room = 1;
                    shelf.place = place;
                    em.persist(shelf);
                    for (long number = 1; number <= 2; number++) {
                        Jar jar = new Jar();
                        jar.id = 10L * place + number;
                        em.persist(jar);
                        board.jars.add(jar);
                        shelf.jars.add(jar);
                    }
                }
            });
            factory.runInTransaction(em -> {
                show(em, "Board", Board.class);
                show(em, "Shelf", Shelf.class);
            });
        }
    }

    private static void show(EntityManager em, String name, Class<?> type) {
        int results = em.createQuery("from " + name + " e join fetch e.jars", type).getResultList().size();
        System.out.println("2 of " + name + " with 2 jars each: " + results + " results");
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
2 of Board with 2 jars each: 4 results
2 of Shelf with 2 jars each: 2 results
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
