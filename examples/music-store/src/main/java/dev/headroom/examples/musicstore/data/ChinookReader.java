package dev.headroom.examples.musicstore.data;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a ChinookData.json record by record, so that its size does not matter: an object with a member for each table,
 * which is an array of flat objects. A byte order mark before it is accepted.
 */
final class ChinookReader implements AutoCloseable {

    private final JsonParser parser;
    private final List<ChinookTable> seen = new ArrayList<>();
    private @Nullable ChinookTable table;
    private int record;

    ChinookReader(InputStream input) {
        this.parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), input);
    }

    /** Goes to the next table, or finds the end of a file that had them all. */
    Optional<ChinookTable> nextTable() {
        table = null;
        if (seen.isEmpty()) {
            expect(JsonToken.START_OBJECT, "an object with a member for each table");
        }
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_OBJECT) {
            requireAllTables();
            return Optional.empty();
        }
        require(token == JsonToken.PROPERTY_NAME, "a table's name is expected");
        ChinookTable next = tableNamed(parser.currentName());
        table = next;
        record = 0;
        expect(JsonToken.START_ARRAY, "an array of records");
        return Optional.of(next);
    }

    /** The next record's values in the order of the table's columns, or nothing at the table's end. */
    Optional<List<@Nullable Object>> nextRecord(ChinookTable of) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return Optional.empty();
        }
        record++;
        require(token == JsonToken.START_OBJECT, "a record is expected to be an object");
        List<@Nullable String> texts =
                new ArrayList<>(Collections.nCopies(of.columns().size(), null));
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            readMember(of, texts);
        }
        List<@Nullable Object> values = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            values.add(of.columns().get(i).parse(texts.get(i)));
        }
        return Optional.of(values);
    }

    private void readMember(ChinookTable of, List<@Nullable String> texts) {
        require(parser.currentToken() == JsonToken.PROPERTY_NAME, "a column's name is expected");
        String name = parser.currentName();
        int column = of.indexOf(name);
        require(column >= 0, "the column \"" + name + "\" is unknown");
        JsonToken value = parser.nextToken();
        require(value != null && value.isScalarValue(), name + " is expected to be a single value");
        texts.set(column, value == JsonToken.VALUE_NULL ? null : parser.getString());
    }

    /** Where the reader is, as in {@code table Track, record 17 (line 480, column 12)}. */
    String location() {
        var at = parser.currentLocation();
        String place = "line " + at.getLineNr() + ", column " + at.getColumnNr();
        return table == null ? place : "table " + table.name() + ", record " + record + " (" + place + ")";
    }

    private ChinookTable tableNamed(String name) {
        ChinookTable named = ChinookTable.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findAny()
                .orElseThrow(() -> new ChinookFormatException(
                        "the table \"" + name + "\" is unknown; a ChinookData.json has " + names(ChinookTable.ALL)));
        require(!seen.contains(named), "the table " + name + " comes twice");
        seen.add(named);
        return named;
    }

    private void requireAllTables() {
        List<ChinookTable> missing = new ArrayList<>(ChinookTable.ALL);
        missing.removeAll(seen);
        require(missing.isEmpty(), "missing: " + names(missing));
    }

    private static String names(List<ChinookTable> tables) {
        return String.join(", ", tables.stream().map(ChinookTable::name).toList());
    }

    private void expect(JsonToken token, String description) {
        require(parser.nextToken() == token, description + " is expected");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ChinookFormatException(message);
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
