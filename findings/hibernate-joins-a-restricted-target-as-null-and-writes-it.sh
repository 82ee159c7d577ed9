#!/usr/bin/env bash
# A join fetch of a to-one whose target @SQLRestriction hides reads null, and the next change of the owner writes it.
#
# Without the join the foreign key stays. With the join the reference is null, and a change of another attribute sets the
# foreign key to null in the table.
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
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

public class Finding {

    @Entity(name = "Customer")
    @SQLRestriction("removed = false")
    public static class Customer {
        @Id
        public Long id;

        public boolean removed;
    }

    @Entity(name = "Purchase")
    public static class Purchase {
        @Id
        public Long id;

        public String note;

        @ManyToOne(fetch = FetchType.LAZY)
        public Customer customer;
    }

    public static void main(String[] arguments) {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("finding")
                .jdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create")
                .managedClasses(Customer.class, Purchase.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(Finding::fill);
            change(factory, "from Purchase");
            change(factory, "from Purchase p left join fetch p.customer");
        }
    }

    private static void fill(EntityManager em) {
        Customer customer = new Customer();
        customer.id = 1L;
        customer.removed = true;
        em.persist(customer);
        Purchase purchase = new Purchase();
        purchase.id = 1L;
        purchase.customer = customer;
        em.persist(purchase);
    }

    private static void change(EntityManagerFactory factory, String query) {
        factory.runInTransaction(em -> em.createQuery(query, Purchase.class).getSingleResult().note = query);
        Object key = factory.callInTransaction(
                em -> em.createNativeQuery("select customer_id from Purchase").getResultList().get(0));
        System.out.println(query + " and a new note: customer_id is " + key);
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
from Purchase and a new note: customer_id is 1
from Purchase p left join fetch p.customer and a new note: customer_id is null
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
