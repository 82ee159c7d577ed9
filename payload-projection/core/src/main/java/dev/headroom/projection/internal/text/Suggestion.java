package dev.headroom.projection.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one is closest to. */
public final class Suggestion {

    private Suggestion() {}

    /** The name that needs the fewest letters changed, if that is at most a third of them, or one of a short name. */
    public static Optional<String> of(String written, Collection<String> names) {
        int most = Math.max(1, written.length() / 3);
        return names.stream()
                .filter(name -> !written.isEmpty())
                // Names from outside can be long: a distance is only computed where it can be small.
                .filter(name -> Math.abs(name.length() - written.length()) <= most)
                .filter(name -> distance(written, name) <= most)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** How many letters are added, left out, changed or swapped with the next; upper and lower case are one letter. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : next(steps, i, j, from, to);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int next(int[][] steps, int i, int j, String from, String to) {
        int changed = steps[i - 1][j - 1] + (same(from, i - 1, to, j - 1) ? 0 : 1);
        int fewest = Math.min(changed, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && same(from, i - 1, to, j - 2) && same(from, i - 2, to, j - 1);
        return swapped ? Math.min(fewest, 1 + steps[i - 2][j - 2]) : fewest;
    }

    private static boolean same(String from, int i, String to, int j) {
        return Character.toLowerCase(from.charAt(i)) == Character.toLowerCase(to.charAt(j));
    }
}
