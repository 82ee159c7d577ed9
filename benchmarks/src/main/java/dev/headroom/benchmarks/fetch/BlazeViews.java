package dev.headroom.benchmarks.fetch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.blazebit.persistence.view.BatchFetch;
import com.blazebit.persistence.view.EntityView;
import com.blazebit.persistence.view.FetchStrategy;
import com.blazebit.persistence.view.IdMapping;
import com.blazebit.persistence.view.Mapping;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Article;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Buyer;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Line;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Parcel;
import java.util.Set;

/** What Blaze-Persistence makes instead of entities: a view says in its annotations how each collection is fetched. */
final class BlazeViews {

    /** Enough for all owners of a page in one statement. */
    private static final int BATCH_SIZE = 100;

    private BlazeViews() {}

    /** What all views of a purchase have in common. */
    interface PurchaseView {

        @IdMapping
        Long getId();

        String getNote();

        CustomerView getCustomer();

        Set<? extends ItemView> getItems();

        Set<ShipmentView> getShipments();

        default PurchaseGraph graph() {
            CustomerView customer = getCustomer();
            CountryView country = customer.getCountry();
            return new PurchaseGraph(
                    getId(),
                    getNote(),
                    new Buyer(customer.getId(), customer.getName(), country.getId(), country.getName()),
                    getItems().stream().map(ItemView::line).collect(toUnmodifiableSet()),
                    getShipments().stream()
                            .map(shipment -> new Parcel(shipment.getId(), shipment.getCarrier()))
                            .collect(toUnmodifiableSet()));
        }
    }

    @EntityView(Purchase.class)
    interface Selected extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<ItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Purchase.class)
    interface SelectedWithProducts extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<ProductItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Purchase.class)
    interface Subselected extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<ItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Purchase.class)
    interface SubselectedWithProducts extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<ProductItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Purchase.class)
    interface Nested extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<ItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Purchase.class)
    interface NestedWithProducts extends PurchaseView {

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<ProductItemView> getItems();

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<ShipmentView> getShipments();
    }

    @EntityView(Customer.class)
    interface CustomerView {

        @IdMapping
        Long getId();

        String getName();

        CountryView getCountry();
    }

    @EntityView(Country.class)
    interface CountryView {

        @IdMapping
        Long getId();

        String getName();
    }

    @EntityView(Item.class)
    interface ItemView {

        @IdMapping
        Long getId();

        int getQuantity();

        default Line line() {
            return new Line(getId(), getQuantity(), null);
        }
    }

    @EntityView(Item.class)
    interface ProductItemView extends ItemView {

        ProductView getProduct();

        @Override
        default Line line() {
            ProductView product = getProduct();
            CategoryView category = product.getCategory();
            return new Line(
                    getId(),
                    getQuantity(),
                    new Article(product.getId(), product.getName(), category.getId(), category.getName()));
        }
    }

    @EntityView(Product.class)
    interface ProductView {

        @IdMapping
        Long getId();

        String getName();

        CategoryView getCategory();
    }

    @EntityView(Category.class)
    interface CategoryView {

        @IdMapping
        Long getId();

        String getName();
    }

    @EntityView(Shipment.class)
    interface ShipmentView {

        @IdMapping
        Long getId();

        String getCarrier();
    }
}
