package dev.headroom.keyset;

import java.util.List;
import java.util.Locale;

/** A name for an index that says what it has, and needs no quotes. */
record IndexName(String table, List<String> parts) {

    private static final int HASH_LENGTH = 8;

    /** Databases cut a name that is too long or refuse it; two long names may differ at their ends alone. */
    String atMost(int length) {
        String simpleTable = table.substring(table.lastIndexOf('.') + 1);
        String full = simpleTable + "_" + String.join("_", parts);
        String name = full.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "")
                .concat("_idx");
        // A digit cannot stand first, and what was replaced may have been all that told two names apart.
        boolean plain = full.matches("\\p{ASCII}+") && !Character.isDigit(name.charAt(0));
        if (plain && name.length() <= length) {
            return name;
        }
        String hash = String.format(Locale.ROOT, "%0" + HASH_LENGTH + "x", (table + parts).hashCode());
        String start = plain ? name : "idx_" + name;
        return start.substring(0, Math.min(start.length(), length - HASH_LENGTH - 1)) + "_" + hash;
    }
}
