package dev.headroom.jobs.model;

import java.util.Objects;
import java.util.regex.Pattern;

/** Text that every store keeps as it is: without the character 0, which PostgreSQL does not store, and without half a surrogate pair. */
public final class StorableText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private StorableText() {}

    /**
     * Requires the name of a type, a queue, a step or a schedule.
     *
     * @param call the method that got the name, for the message
     * @param name 1 to 100 letters, digits and characters of {@code ._-}
     * @throws InvalidJobException if the name has other characters, or too many
     */
    public static void requireName(String call, String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new InvalidJobException(
                    call + "(\"" + name + "\"): a name has 1 to 100 letters, digits and characters of \"._-\".");
        }
    }

    /**
     * Looks whether every store keeps a text as it is.
     *
     * @param text any
     * @return false if it has the character 0, or half a surrogate pair
     */
    public static boolean isStorable(String text) {
        return firstRefused(text) == text.length();
    }

    /**
     * Makes a text for people storable.
     *
     * @param text any
     * @param longest how many characters are kept
     * @return its beginning, with a space for each character 0, and U+FFFD for each half of a surrogate pair
     */
    public static String cut(String text, int longest) {
        int end = Math.min(text.length(), longest);
        boolean splits = end < text.length() && isPair(text, end - 1);
        String kept = text.substring(0, splits ? end - 1 : end);
        return isStorable(kept) ? kept : replaced(kept);
    }

    private static String replaced(String text) {
        char[] characters = text.toCharArray();
        for (int index = firstRefused(text); index < characters.length; index++) {
            if (isPair(text, index)) {
                index++;
            } else if (characters[index] == 0) {
                characters[index] = ' ';
            } else if (Character.isSurrogate(characters[index])) {
                characters[index] = '\uFFFD';
            }
        }
        return new String(characters);
    }

    private static int firstRefused(String text) {
        int index = 0;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (isPair(text, index)) {
                index++;
            } else if (character == 0 || Character.isSurrogate(character)) {
                return index;
            }
            index++;
        }
        return index;
    }

    private static boolean isPair(String text, int index) {
        return index >= 0
                && index + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }
}
