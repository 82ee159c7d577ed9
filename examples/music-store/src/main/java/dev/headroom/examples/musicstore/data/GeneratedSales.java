package dev.headroom.examples.musicstore.data;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/** Who buys and who sells. Columns stand in the order of the tables. */
final class GeneratedSales {

    private static final LocalDateTime FIRST_SALE = LocalDateTime.of(2021, 1, 1, 0, 0);
    private static final long MINUTES_OF_SALES = 5L * 365 * 24 * 60;

    private final Shape shape;
    private final GeneratedCatalog catalog;

    GeneratedSales(Shape shape, GeneratedCatalog catalog) {
        this.shape = shape;
        this.catalog = catalog;
    }

    void employees(CopyRows rows) throws SQLException {
        for (int id = 1; id <= shape.employees(); id++) {
            Person person = Person.of(-id);
            rows.number(id)
                    .text(person.last())
                    .text(person.first())
                    .text(id == 1 ? "General Manager" : id == 2 ? "Sales Manager" : "Sales Support Agent")
                    .text(id == 1 ? null : id == 2 ? "1" : "2")
                    .text(LocalDateTime.of(1960 + 3 * id, id, 2 * id, 0, 0).toString())
                    .text(LocalDateTime.of(2010 + id, id, 1, 0, 0).toString());
            address(rows, person).text("staff" + id + "@example.com").end();
        }
    }

    void customers(CopyRows rows) throws SQLException {
        for (int id = 1; id <= shape.customers(); id++) {
            Person person = Person.of(id);
            rows.number(id).text(person.first()).text(person.last()).text(null);
            address(rows, person)
                    .text("customer" + id + "@example.com")
                    .number(3 + id % (shape.employees() - 2))
                    .end();
        }
    }

    void invoices(CopyRows rows) throws SQLException {
        Lines lines = new Lines();
        int invoices = shape.invoices();
        Progress progress = new Progress("Generating… %,d of %,d invoices");
        for (int invoice = 1; invoice <= invoices; invoice++) {
            int customer = (invoice - 1) % shape.customers() + 1;
            Person person = Person.of(customer);
            rows.number(invoice)
                    .number(customer)
                    .text(FIRST_SALE
                            .plusMinutes(MINUTES_OF_SALES * invoice / invoices)
                            .toString())
                    .text(person.street())
                    .text(person.city())
                    .text(null)
                    .text(person.country())
                    .text(person.postalCode())
                    .cents(lines.total(invoice))
                    .end();
            progress.report(invoice, invoices);
        }
    }

    void invoiceLines(CopyRows rows) throws SQLException {
        Lines lines = new Lines();
        Progress progress = new Progress("Generating… %,d of %,d invoice lines");
        for (int line = 1; line <= shape.invoiceLines(); line++) {
            lines.next();
            rows.number(line)
                    .number(lines.invoice)
                    .number(lines.track)
                    .cents(catalog.price(lines.track))
                    .number(1)
                    .end();
            progress.report(line, shape.invoiceLines());
        }
    }

    private static CopyRows address(CopyRows rows, Person person) {
        return rows.text(person.street())
                .text(person.city())
                .text(null)
                .text(person.country())
                .text(person.postalCode())
                .text(null)
                .text(null);
    }

    /** All lines in order of their ids. Made twice, for the invoices' totals and for the lines themselves. */
    private final class Lines {

        private final SplittableRandom random = new SplittableRandom(5);
        private int line;
        private int invoice;
        private int leftInInvoice;
        private int track;

        void next() {
            if (leftInInvoice == 0) {
                invoice++;
                leftInInvoice = shape.linesOf(invoice);
            }
            leftInInvoice--;
            line++;
            track = 1 + random.nextInt(shape.tracks());
        }

        /** The sum of an invoice, to be asked for one after the other. */
        int total(int expectedInvoice) {
            int cents = 0;
            do {
                next();
                cents += catalog.price(track);
            } while (leftInInvoice > 0 && line < shape.invoiceLines());
            if (invoice != expectedInvoice) {
                throw new IllegalStateException("Invoice " + invoice + " was made instead of " + expectedInvoice);
            }
            return cents;
        }
    }

    private record Person(String first, String last, String street, String city, String country, String postalCode) {

        /** The same number always gives the same person. */
        static Person of(int number) {
            SplittableRandom random = new SplittableRandom(number);
            String[] place = Words.PLACES[random.nextInt(Words.PLACES.length)];
            return new Person(
                    Words.pick(random, Words.FIRST),
                    Words.pick(random, Words.LAST),
                    Words.pick(random, Words.STREETS) + " " + (1 + random.nextInt(200)),
                    place[0],
                    place[1],
                    Integer.toString(10_000 + random.nextInt(90_000)));
        }
    }
}
