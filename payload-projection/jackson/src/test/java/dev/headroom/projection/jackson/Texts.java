package dev.headroom.projection.jackson;

import java.util.List;
import java.util.Random;

/** Texts that are hard to write as JSON. */
final class Texts {

    private static final List<String> STORABLE = List.of(
            "\"",
            "\\",
            "/",
            "\b",
            "\f",
            "\n",
            "\r",
            "\t",
            "\u0001",
            "\u001f",
            "\u007f",
            "\u0080",
            "\u2028",
            "\u2029",
            "é",
            "漢",
            "😀",
            "</script>",
            "{\"@end\":{\"rows\":1}}\n",
            "a",
            "b",
            "");

    private static final List<String> NOT_STORABLE = List.of("\u0000", "\ud800", "\udc00", "\udfff\ud83d");

    private Texts() {}

    /** What every database takes. */
    static String storable(Random random) {
        return text(random, STORABLE);
    }

    static String any(Random random) {
        return random.nextBoolean() ? storable(random) : storable(random) + text(random, NOT_STORABLE);
    }

    private static String text(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
