package dev.headroom.benchmarks.fetch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A purchase with all that is loaded of it, as values: so that what contenders return can be compared. Also what a contender
 * returns that makes no entities.
 */
record PurchaseGraph(long id, String note, Buyer buyer, Set<Line> lines, Set<Parcel> parcels) {

    record Buyer(long id, String name, long countryId, String country) {}

    /**
     * @param article null where products are not loaded
     */
    record Line(long id, int quantity, @Nullable Article article) {}

    record Article(long id, String name, long categoryId, String category) {}

    record Parcel(long id, String carrier) {}

    /** Fails if something is not loaded, unless a session is still open. */
    static List<PurchaseGraph> of(List<Purchase> purchases, Load load) {
        return purchases.stream().map(purchase -> of(purchase, load)).toList();
    }

    private static PurchaseGraph of(Purchase purchase, Load load) {
        Customer customer = purchase.getCustomer();
        Country country = customer.getCountry();
        return new PurchaseGraph(
                purchase.getId(),
                purchase.getNote(),
                new Buyer(customer.getId(), customer.getName(), country.getId(), country.getName()),
                purchase.getItems().stream().map(item -> line(item, load)).collect(toUnmodifiableSet()),
                purchase.getShipments().stream()
                        .map(shipment -> new Parcel(shipment.getId(), shipment.getCarrier()))
                        .collect(toUnmodifiableSet()));
    }

    private static Line line(Item item, Load load) {
        return new Line(item.getId(), item.getQuantity(), load.products() ? article(item.getProduct()) : null);
    }

    private static Article article(Product product) {
        Category category = product.getCategory();
        return new Article(product.getId(), product.getName(), category.getId(), category.getName());
    }
}
