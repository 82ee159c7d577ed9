package dev.headroom.fetch;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was probably meant by a name that does not exist. */
final class Suggestion {

    private Suggestion() {}

    /** The name that needs the fewest letters changed, if that is at most a third of them. */
    static Optional<String> of(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> 3 * distance(written, name) <= Math.max(3, written.length()))
                .filter(name -> !written.isEmpty())
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** Levenshtein's distance, where upper and lower case are one letter. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed =
                        Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1)) ? 0 : 1;
                int next = Math.min(diagonal + changed, 1 + Math.min(row[j], row[j - 1]));
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[to.length()];
    }
}
