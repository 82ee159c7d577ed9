#!/usr/bin/env bash
# findMultiple with GraphSemantic.FETCH loads what the graph leaves out; find with the same arguments does not.
#
# An eager to-one that a fetch graph does not name stays a proxy with find, and is loaded with findMultiple.
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
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Person")
    public static class Person {
        @Id
        public Long id;
    }

    @Entity(name = "Book")
    public static class Book {
        @Id
        public Long id;

        @ManyToOne(fetch = FetchType.EAGER)
        public Person author;

        @ManyToOne(fetch = FetchType.LAZY)
        public Person editor;
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Person.class, Book.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(Finding::fill);
            factory.runInTransaction(em -> {
                Session session = em.unwrap(Session.class);
                var graph = session.createEntityGraph(Book.class);
                graph.addAttributeNodes("editor");
                show("find", session.find(graph, 1L, GraphSemantic.FETCH));
                session.clear();
                show("findMultiple", session.findMultiple(graph, List.of(1L), GraphSemantic.FETCH).get(0));
            });
        }
    }

    private static void fill(EntityManager em) {
        Book book = new Book();
        book.id = 1L;
        book.author = person(em, 1);
        book.editor = person(em, 2);
        em.persist(book);
    }

    private static Person person(EntityManager em, long id) {
        Person person = new Person();
        person.id = id;
        em.persist(person);
        return person;
    }

    private static void show(String call, Book book) {
        System.out.println(call + ": editor is loaded " + Hibernate.isInitialized(book.editor) + ", author is loaded "
                + Hibernate.isInitialized(book.author));
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
find: editor is loaded true, author is loaded false
findMultiple: editor is loaded true, author is loaded true
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
