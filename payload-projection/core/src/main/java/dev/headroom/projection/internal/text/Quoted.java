package dev.headroom.projection.internal.text;

/** Text of a request as it shows in messages: short, and without characters that a log or a terminal obeys. */
public final class Quoted {

    private static final int LONGEST = 40;

    private Quoted() {}

    /** The beginning of a text, in quotes. */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length() && shown.length() < LONGEST) {
            int character = text.codePointAt(at);
            shown.append(shown(character));
            at += Character.charCount(character);
        }
        return '"' + shown.toString() + (at < text.length() ? "...\"" : "\"");
    }

    /** The character at an offset. */
    public static String character(String text, int offset) {
        int character = text.codePointAt(offset);
        return isPlain(character) ? '"' + shown(character) + '"' : shown(character);
    }

    private static String shown(int character) {
        return isPlain(character) ? Character.toString(character) : String.format("U+%04X", character);
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7F;
    }
}
