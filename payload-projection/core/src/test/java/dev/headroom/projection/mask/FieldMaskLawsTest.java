package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Masks against a model that knows no trees: all masks of a small world, in all of its views. */
class FieldMaskLawsTest {

    /** The meaning of a mask in a view that does not have its fields. */
    private static final int INVALID = -1;

    private static final List<List<String>> PATHS = MaskModel.masks();
    private static final List<List<String>> VIEWS = MaskModel.views();

    /** What each mask means in each view, as the model says. */
    private static final Map<FieldMask, int[]> MEANINGS = new HashMap<>();

    static {
        for (List<String> paths : PATHS) {
            MEANINGS.put(
                    mask(paths),
                    VIEWS.stream()
                            .mapToInt(view -> MaskModel.meaning(paths, view).orElse(INVALID))
                            .toArray());
        }
    }

    @Test
    void coversTheSmallWorld() {
        assertThat(PATHS).hasSize(163);
        assertThat(VIEWS).hasSize(800);
    }

    @Test
    void areEqualIfAndOnlyIfTheyMeanTheSame() {
        assertThat(MEANINGS).hasSize(PATHS.size());
        Set<String> texts = new HashSet<>();
        Set<List<Integer>> meanings = new HashSet<>();
        MEANINGS.forEach((mask, meaning) -> {
            texts.add(mask.toString());
            meanings.add(Arrays.stream(meaning).boxed().toList());
            assertThat(FieldMask.parse(mask.toString())).isEqualTo(mask);
        });
        assertThat(texts).hasSize(PATHS.size());
        assertThat(meanings).hasSize(PATHS.size());
    }

    @Test
    void resolveToWhatTheyMeanOrRefuse() {
        for (int v = 0; v < VIEWS.size(); v++) {
            List<String> fields = VIEWS.get(v);
            FieldMask view = mask(fields);
            for (Map.Entry<FieldMask, int[]> entry : MEANINGS.entrySet()) {
                int meaning = entry.getValue()[v];
                FieldMask expected = meaning == INVALID ? null : mask(chosen(fields, meaning));
                FieldMask resolved = unlessRefused(() -> entry.getKey().within(view));
                if (!Objects.equals(resolved, expected)) {
                    fail("\"%s\" within \"%s\" is \"%s\", not \"%s\"", entry.getKey(), view, resolved, expected);
                }
            }
        }
    }

    /** A mask of several texts asks for what any of them asks for. */
    @Test
    void uniteAsSetsDo() {
        for (FieldMask left : MEANINGS.keySet()) {
            for (FieldMask right : MEANINGS.keySet()) {
                FieldMask both = FieldMask.of(left.toString(), right.toString());
                assertThat(unites(MEANINGS.get(both), MEANINGS.get(left), MEANINGS.get(right)))
                        .as("\"%s\" and \"%s\" are \"%s\"", left, right, both)
                        .isTrue();
            }
        }
    }

    /** Whether a meaning is that of both masks in every view in which both mean something. */
    private static boolean unites(int[] both, int[] left, int[] right) {
        for (int v = 0; v < both.length; v++) {
            boolean valid = left[v] != INVALID && right[v] != INVALID;
            if (valid && both[v] != (left[v] | right[v])) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable FieldMask unlessRefused(Supplier<FieldMask> operation) {
        try {
            return operation.get();
        } catch (FieldMaskException refused) {
            return null;
        }
    }

    private static List<String> chosen(List<String> fields, int meaning) {
        return fields.stream()
                .filter(field -> (meaning >> fields.indexOf(field) & 1) == 1)
                .toList();
    }

    private static FieldMask mask(List<String> paths) {
        return FieldMask.of(paths.toArray(String[]::new));
    }
}
