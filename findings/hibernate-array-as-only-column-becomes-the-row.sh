#!/usr/bin/env bash
# A row of one column is the array of that column, if Object[] is asked for and the column is an array.
#
# With one array attribute selected, row[0] is the first word of the array; with a second column it is the array.
# A list that is read by row[0] shows a part of the value, without an error.
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
import java.util.Arrays;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Poll")
    public static class Poll {
        @Id
        public Long id;

        public String[] words;
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Poll.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                Poll poll = new Poll();
                poll.id = 1L;
                poll.words = new String[] {"yes", "no", "perhaps"};
                em.persist(poll);
            });
            factory.runInTransaction(em -> {
                show(em, "select p.id from Poll p");
                show(em, "select p.words from Poll p");
                show(em, "select p.words, p.id from Poll p");
            });
        }
    }

    private static void show(EntityManager em, String query) {
        Object[] row = em.createQuery(query, Object[].class).getSingleResult();
        System.out.println(query + ": " + Arrays.deepToString(row));
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
select p.id from Poll p: [1]
select p.words from Poll p: [yes, no, perhaps]
select p.words, p.id from Poll p: [[yes, no, perhaps], 1]
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
