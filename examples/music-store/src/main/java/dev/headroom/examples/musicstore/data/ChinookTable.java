package dev.headroom.examples.musicstore.data;

import static dev.headroom.examples.musicstore.data.ChinookColumn.decimal;
import static dev.headroom.examples.musicstore.data.ChinookColumn.integer;
import static dev.headroom.examples.musicstore.data.ChinookColumn.optionalInteger;
import static dev.headroom.examples.musicstore.data.ChinookColumn.optionalText;
import static dev.headroom.examples.musicstore.data.ChinookColumn.optionalTime;
import static dev.headroom.examples.musicstore.data.ChinookColumn.text;
import static dev.headroom.examples.musicstore.data.ChinookColumn.time;

import java.util.List;
import java.util.stream.Collectors;

/** A table of a ChinookData.json, and the table of the store that it goes into. */
record ChinookTable(String name, List<ChinookColumn> columns) {

    static final List<ChinookTable> ALL = List.of(
            table("Genre", integer("GenreId"), text("Name")),
            table("MediaType", integer("MediaTypeId"), text("Name")),
            table("Artist", integer("ArtistId"), text("Name")),
            table("Album", integer("AlbumId"), text("Title"), integer("ArtistId")),
            table(
                    "Track",
                    integer("TrackId"),
                    text("Name"),
                    optionalInteger("AlbumId"),
                    integer("MediaTypeId"),
                    optionalInteger("GenreId"),
                    optionalText("Composer"),
                    integer("Milliseconds"),
                    optionalInteger("Bytes"),
                    decimal("UnitPrice")),
            table(
                    "Employee",
                    integer("EmployeeId"),
                    text("LastName"),
                    text("FirstName"),
                    optionalText("Title"),
                    optionalInteger("ReportsTo"),
                    optionalTime("BirthDate"),
                    optionalTime("HireDate"),
                    optionalText("Address"),
                    optionalText("City"),
                    optionalText("State"),
                    optionalText("Country"),
                    optionalText("PostalCode"),
                    optionalText("Phone"),
                    optionalText("Fax"),
                    optionalText("Email")),
            table(
                    "Customer",
                    integer("CustomerId"),
                    text("FirstName"),
                    text("LastName"),
                    optionalText("Company"),
                    optionalText("Address"),
                    optionalText("City"),
                    optionalText("State"),
                    optionalText("Country"),
                    optionalText("PostalCode"),
                    optionalText("Phone"),
                    optionalText("Fax"),
                    text("Email"),
                    optionalInteger("SupportRepId")),
            table(
                    "Invoice",
                    integer("InvoiceId"),
                    integer("CustomerId"),
                    time("InvoiceDate"),
                    optionalText("BillingAddress"),
                    optionalText("BillingCity"),
                    optionalText("BillingState"),
                    optionalText("BillingCountry"),
                    optionalText("BillingPostalCode"),
                    decimal("Total")),
            table(
                    "InvoiceLine",
                    integer("InvoiceLineId"),
                    integer("InvoiceId"),
                    integer("TrackId"),
                    decimal("UnitPrice"),
                    integer("Quantity")),
            table("Playlist", integer("PlaylistId"), text("Name")),
            table("PlaylistTrack", integer("PlaylistId"), integer("TrackId")));

    private static ChinookTable table(String name, ChinookColumn... columns) {
        return new ChinookTable(name, List.of(columns));
    }

    /** The position of a column, or -1 if there is none of this name. */
    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    String insert() {
        String names = columns.stream()
                .map(column -> ChinookColumn.snakeCase(column.name()))
                .collect(Collectors.joining(", "));
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "insert into " + ChinookColumn.snakeCase(name) + " (" + names + ") values (" + places + ")";
    }
}
