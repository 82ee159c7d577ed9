package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random texts: a mask or a refusal, and nothing else. The seed is the number of the repetition. */
class FieldMaskFuzzTest {

    private static final String SIGNS = "aaaabbbbcc__1-,,,,....((()))** \t\n;'\"%\\\u0000\u0430\u200B\uD83D\uDE00[]";
    private static final FieldMask VIEW = FieldMask.of("a", "b(a,b(a,c),c)", "c(a,b)", "aa", "_");

    @RepeatedTest(20)
    void readsOrRefusesAnyText(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int round = 0; round < 5_000; round++) {
            String text = text(random);
            try {
                FieldMask mask = FieldMask.parse(text);
                assertThat(FieldMask.parse(mask.toString())).as("\"%s\"", text).isEqualTo(mask);
                assertThat(mask.toString()).hasSizeLessThanOrEqualTo(text.length());
                FieldMask resolved = mask.within(VIEW);
                assertThat(resolved.within(VIEW)).as("\"%s\"", text).isEqualTo(resolved);
            } catch (FieldMaskException refused) {
                assertThat(refused.offset()).as("\"%s\"", text).isBetween(0, text.length());
                assertThat(refused.getMessage()).matches("[ -~]{1,400}");
            }
        }
    }

    /** The same fields in another order, spelled by dots or parentheses, with other spaces, some of them twice. */
    @RepeatedTest(20)
    void readsTheSameFromEverySpelling(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int round = 0; round < 500; round++) {
            List<String> paths = new ArrayList<>();
            for (int path = random.nextInt(6); path >= 0; path--) {
                paths.add(path(random));
            }
            FieldMask mask = FieldMask.of(paths.toArray(String[]::new));
            StringBuilder spelling = new StringBuilder();
            for (int path = random.nextInt(8); path >= 0; path--) {
                paths.add(random.nextInt(paths.size()), paths.get(random.nextInt(paths.size())));
            }
            for (String path : paths) {
                spelling.append(spelling.isEmpty() ? "" : ",").append(respelled(path, random));
            }
            assertThat(FieldMask.parse(spelling.toString()))
                    .as("\"%s\"", spelling)
                    .isEqualTo(mask);
            assertThat(FieldMask.parse(spelling.toString()).toString())
                    .as("\"%s\"", spelling)
                    .isEqualTo(mask.toString());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(16); length > 0; length--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length() >> random.nextInt(2))));
        }
        return text.toString();
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append((char) ('a' + random.nextInt(3))).append('.');
        }
        return path.append("abc*".charAt(random.nextInt(4))).toString();
    }

    private static String respelled(String path, Random random) {
        StringBuilder spelling = new StringBuilder();
        StringBuilder end = new StringBuilder();
        for (int at = 0; at < path.length(); at++) {
            char sign = path.charAt(at);
            boolean opens = sign == '.' && random.nextBoolean();
            spelling.append(" ".repeat(random.nextInt(2))).append(opens ? '(' : sign);
            end.append(opens ? ")" : "");
        }
        return spelling.append(end).toString();
    }
}
