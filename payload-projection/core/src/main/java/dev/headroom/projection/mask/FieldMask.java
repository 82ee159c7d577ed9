package dev.headroom.projection.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an answer shall have: what a request asks for, or what a view allows.
 *
 * <pre>{@code
 * FieldMask view = FieldMask.of("id", "title", "artist(id,name)");
 * FieldMask asked = FieldMask.parse("title,artist.name");
 * FieldMask shown = asked.within(view);
 * }</pre>
 *
 * <p>A mask is a list of fields. A field stands for itself with all that is beneath it, {@code artist.name} or
 * {@code artist(name,id)} for some of what is beneath it, {@code *} for all plain fields of its level, which are those
 * with no fields beneath them, and {@code **} for everything. Naming a field twice joins what is named:
 * {@code artist(name),artist} is {@code artist}. An empty text is a mask without fields. Names are ASCII letters, digits,
 * {@code _} and {@code -}, begin with a letter or {@code _}, and differ by case; white space (space, tab, line end) may
 * stand around them.
 *
 * <p>Which fields there are is not known to a mask that is only parsed. {@link #within} resolves it against a view, an
 * allow-list whose fields are all named: it refuses unknown fields, and replaces wildcards and whole parts by the view's
 * fields. Resolve what comes from outside before you use it otherwise.
 *
 * <p>Immutable and safe for use by several threads. Two masks are equal if they mean the same in every view, and then
 * have the same {@linkplain #toString() text}.
 */
public final class FieldMask {

    private static final FieldMask ALL = new FieldMask(FieldNode.whole(0));

    private final FieldNode root;

    private FieldMask(FieldNode root) {
        this.root = root;
    }

    /**
     * Reads a mask that comes from outside, such as the query parameter {@code fields}, within the
     * {@linkplain FieldMaskLimits#defaults() default limits}.
     *
     * @param text such as {@code id,title,artist(name)}; empty for no fields
     * @return the mask
     * @throws FieldMaskException if the text is no mask, or longer, wider or deeper than the limits
     */
    public static FieldMask parse(String text) {
        return parse(text, FieldMaskLimits.defaults());
    }

    /**
     * Reads a mask that comes from outside. The work is bounded by the limits.
     *
     * @param text such as {@code id,title,artist(name)}; empty for no fields
     * @param limits how much of it is read
     * @return the mask
     * @throws FieldMaskException if the text is no mask, or longer, wider or deeper than the limits
     */
    public static FieldMask parse(String text, FieldMaskLimits limits) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(limits, "limits");
        return new FieldMask(FieldMaskParser.parse(text, limits));
    }

    /**
     * A mask that your code names, such as a view. It has no limits but a depth of {@value FieldMaskLimits#MOST_DEPTH}
     * names, so it also reads back the {@linkplain #toString() text} of any mask.
     *
     * @param paths the fields, each a text as {@link #parse(String)} takes it, such as {@code artist.name}; none for a
     *     mask without fields
     * @return the mask of all of them
     * @throws FieldMaskException if a path is no mask; its offset is the one within the path
     */
    public static FieldMask of(String... paths) {
        return new FieldMask(Arrays.stream(paths)
                .map(path -> FieldMaskParser.parse(path, FieldMaskLimits.OF_CODE))
                .reduce(FieldNode.EMPTY, FieldNode::union));
    }

    /**
     * The mask {@code **}: everything that a view has. It suits requests that name no fields.
     *
     * @return the mask of all fields
     */
    public static FieldMask all() {
        return ALL;
    }

    /**
     * Reads the parameters {@code fields[type]} and {@code include} of
     * <a href="https://jsonapi.org/format/1.1/#fetching-sparse-fieldsets">JSON:API</a>. They name types, and a mask names
     * paths, so the types need to be known:
     *
     * <pre>{@code
     * Map<String, String> typesByPath = Map.of("", "albums", "artist", "artists", "artist.label", "labels");
     * FieldMask asked = FieldMask.jsonApi(
     *         Map.of("fields[albums]", "title", "fields[artists]", "name", "include", "artist"), typesByPath);
     * }</pre>
     *
     * asks for {@code artist(id,name),id,title}. The rules are those of JSON:API:
     *
     * <ul>
     *   <li>A resource has the fields that are named for its type, and always its {@code id}; an empty text names none.
     *       Without a parameter for its type it has all plain fields, as by {@code *}.
     *   <li>A related resource has them if it is included; including {@code artist.label} includes {@code artist}. If it
     *       is only named as a field, it has its {@code id}, for a link.
     *   <li>Fields and paths are named one by one, without {@code *}.
     * </ul>
     *
     * @param parameters the request's parameters by their names; others than these two are ignored
     * @param typesByPath the types of the resource, whose path is empty, and of each related one that may be included
     * @return the mask, to be resolved {@linkplain #within within} a view whose resources have an {@code id}
     * @throws FieldMaskException if a parameter cannot be read within the {@linkplain FieldMaskLimits#defaults() default
     *     limits}, names a type that is not there, or includes a path that is not there; the offset is the one in the
     *     parameter, which the message names
     * @throws IllegalArgumentException if {@code typesByPath} has no type for the empty path
     */
    public static FieldMask jsonApi(Map<String, String> parameters, Map<String, String> typesByPath) {
        return new FieldMask(FieldMaskJsonApi.parse(parameters, typesByPath));
    }

    /**
     * Resolves this mask, a request, against a view. What comes out names each field, and has none that the view does not
     * have: a request cannot widen a view. Requests that come to the same fields become equal, so a cache is better keyed
     * by what comes out than by what was asked.
     *
     * <ul>
     *   <li>A field becomes what the view has of it: {@code artist} becomes {@code artist(id,name)} if that is all.
     *   <li>{@code *} becomes the fields that have no fields beneath them in the view; parts such as {@code artist} must
     *       be named, or asked for by {@code **}.
     *   <li>A field that the view does not have is refused, and so is {@code title.x} if {@code title} is a plain field.
     * </ul>
     *
     * @param view an allow-list, such as the fields of a projection
     * @return the fields that are asked for; empty if there are none
     * @throws FieldMaskException if a field is not there: with its offset in this mask's text, its path, and the field
     *     that may have been meant
     * @throws IllegalArgumentException if the view has a wildcard: what it allows would not be known
     */
    public FieldMask within(FieldMask view) {
        if (view.root.isWhole() || !view.root.isExplicit()) {
            throw new IllegalArgumentException("The view \"" + view
                    + "\" has a wildcard, and an allow-list names what it allows: name each of its fields.");
        }
        return new FieldMask(FieldMaskResolver.resolve(root, view.root));
    }

    /**
     * Whether this mask asks for a field, or for something beneath it: {@code artist.name} includes {@code artist} and
     * {@code artist.name}. In a mask that is not resolved, {@code *} includes every name at its level, and nothing
     * beneath them.
     *
     * @param path a dotted path such as {@code artist.name}
     * @return whether something of it is asked for; false for a text that is no path
     */
    public boolean includes(String path) {
        List<String> names = List.of(path.split("\\.", -1));
        return names.stream().allMatch(FieldMaskScanner::isName) && root.includes(names);
    }

    /**
     * Whether the other one is a mask that means the same.
     *
     * @param other any object
     * @return whether both ask for the same fields of every view
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldMask that && root.equals(that.root);
    }

    /**
     * A hash of the meaning.
     *
     * @return the same for equal masks
     */
    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /**
     * The canonical text: fields sorted by name, each named once, {@code artist.name} for a single field beneath another
     * and {@code artist(id,name)} for several. Equal masks have equal texts, no text of the same meaning is shorter, and
     * the text is the mask's when it is {@linkplain #parse(String) read again}: it can be a key of a cache or a part of
     * an ETag. It needs no escaping there; in a URL, encode it as any parameter.
     *
     * @return the text; empty for an empty mask
     */
    @Override
    public String toString() {
        return root.text();
    }
}
