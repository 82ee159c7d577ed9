package dev.headroom.projection;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who wrote a name that is none. */
final class Suggestion {

    private Suggestion() {}

    /** The name that needs the fewest letters changed, if that is at most a third of them. */
    static Optional<String> of(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> 3 * distance(written, name) <= Math.max(3, written.length()))
                .filter(name -> !written.isEmpty())
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** How many letters are changed, left out, added, or swapped with the next; upper and lower case are one letter. */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : distance(distances, i, j, from, to);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int distance(int[][] known, int i, int j, String from, String to) {
        int changed = known[i - 1][j - 1] + (same(from, i - 1, to, j - 1) ? 0 : 1);
        int shortest = Math.min(changed, 1 + Math.min(known[i - 1][j], known[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && same(from, i - 1, to, j - 2) && same(from, i - 2, to, j - 1);
        return swapped ? Math.min(shortest, known[i - 2][j - 2] + 1) : shortest;
    }

    private static boolean same(String from, int i, String to, int j) {
        return Character.toLowerCase(from.charAt(i)) == Character.toLowerCase(to.charAt(j));
    }
}
