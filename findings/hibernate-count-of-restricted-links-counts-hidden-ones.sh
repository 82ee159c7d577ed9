#!/usr/bin/env bash
# A count of the targets of a many-to-many counts the links that @SQLJoinTableRestriction hides; the list does not.
#
# The same join has one row if an attribute of the target is selected, and two if the target is counted.
# The entity's own collection has one element.
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
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Tag")
    public static class Tag {
        @Id
        public Long id;

        public String word;
    }

    @Entity(name = "Page")
    public static class Page {
        @Id
        public Long id;

        @ManyToMany
        @JoinTable(name = "page_tag")
        @SQLJoinTableRestriction("hidden = false")
        public Set<Tag> tags = new HashSet<>();
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Tag.class, Page.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(Finding::fill);
            factory.runInTransaction(em -> {
                show(em, "select t.word from Page p join p.tags t");
                show(em, "select count(t) from Page p join p.tags t");
                show(em, "select count(t.word) from Page p join p.tags t");
                System.out.println("the page's own tags: " + em.find(Page.class, 1L).tags.size());
            });
        }
    }

    private static void fill(EntityManager em) {
        Page page = new Page();
        page.id = 1L;
        for (long id = 1; id <= 2; id++) {
            Tag tag = new Tag();
            tag.id = id;
            tag.word = "word " + id;
            em.persist(tag);
            page.tags.add(tag);
        }
        em.persist(page);
        em.flush();
        em.createNativeQuery("alter table page_tag add hidden boolean default false").executeUpdate();
        em.createNativeQuery("update page_tag set hidden = true where tags_id = 2").executeUpdate();
    }

    private static void show(EntityManager em, String query) {
        System.out.println(query + ": " + em.createQuery(query).getResultList());
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
select t.word from Page p join p.tags t: [word 1]
select count(t) from Page p join p.tags t: [2]
select count(t.word) from Page p join p.tags t: [1]
the page's own tags: 1
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
