package dev.headroom.benchmarks.projection;

import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** All contenders on one data source. */
final class ProjectionContenders implements AutoCloseable {

    static final Class<?>[] ENTITIES = {
        Product.class, Maker.class, Cart.class, CartLine.class, CartNote.class, Member.class
    };

    private final DataSource dataSource;
    private final EntityManagerFactory entityManagers;
    private final BlazeEntityViews blaze;
    private final HeadroomProducts headroomProducts;
    private final HeadroomCarts headroomCarts;
    private final SpringProducts springProducts;

    ProjectionContenders(DataSource dataSource) {
        this.dataSource = dataSource;
        entityManagers = EntityManagerFactories.open(dataSource, ENTITIES);
        blaze = new BlazeEntityViews(entityManagers);
        headroomProducts = new HeadroomProducts(entityManagers);
        headroomCarts = new HeadroomCarts(entityManagers);
        springProducts = new SpringProducts(entityManagers);
    }

    /** Those that return records, or what shows the same. */
    List<Contender> lists(ProductShape<?> shape, int rows) {
        List<Contender> all = new ArrayList<>();
        all.add(new JdbcProducts(dataSource).list(shape, rows));
        all.addAll(headroomProducts.lists(shape, rows));
        all.addAll(new HibernateProducts(entityManagers).lists(shape, rows));
        all.addAll(springProducts.lists(shape, rows));
        all.add(new BlazeProducts(blaze).list(shape, rows));
        all.add(new JooqProducts(dataSource).list(shape, rows));
        return all;
    }

    /** Those that write JSON. */
    List<Contender> writers(ProductShape<?> shape, int rows) {
        List<Contender> all = new ArrayList<>();
        all.add(new JdbcProducts(dataSource).write(shape, rows));
        all.addAll(headroomProducts.writers(shape, rows));
        all.add(new HibernateProducts(entityManagers).write(shape, rows));
        return all;
    }

    List<Contender> carts(CartPage page) {
        List<Contender> all = new ArrayList<>();
        all.add(new JdbcCarts(dataSource).list(page));
        all.addAll(headroomCarts.lists(page));
        all.addAll(new HibernateCarts(entityManagers).lists(page));
        all.addAll(new BlazeCarts(blaze).lists(page));
        all.add(new JooqCarts(dataSource).list(page));
        return all;
    }

    List<Contender> members() {
        return new MemberLists(dataSource, entityManagers).all();
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
