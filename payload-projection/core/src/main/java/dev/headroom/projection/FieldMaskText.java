package dev.headroom.projection;

/** How a mask's text shows in messages: short, and without characters that a log or a terminal obeys. */
final class FieldMaskText {

    private static final int LONGEST = 40;

    private FieldMaskText() {}

    /** The beginning of a text, in quotes. */
    static String quoted(String text) {
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
    static String character(String text, int offset) {
        int character = text.codePointAt(offset);
        return isPlain(character) ? '"' + shown(character) + '"' : shown(character);
    }

    /** A path one name deeper. */
    static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + '.' + name;
    }

    private static String shown(int character) {
        return isPlain(character) ? Character.toString(character) : String.format("U+%04X", character);
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7F;
    }
}
