package dev.headroom.projection.mask;

import static dev.headroom.projection.internal.text.Quoted.quoted;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the text of a mask once from left to right, without recursion.
 *
 * <pre>
 * mask  = [ list ]
 * list  = path { "," path }
 * path  = { name "." } ( "*" | "**" | name [ "(" list ")" ] )
 * name  = ( letter | "_" ) { letter | digit | "_" | "-" }
 * </pre>
 */
final class FieldMaskParser {

    private final FieldMaskScanner text;
    private final FieldMaskLimits limits;

    /** The fields whose parentheses are open, the innermost first; the mask itself is the last. */
    private final Deque<FieldDraft> open = new ArrayDeque<>();

    private int paths;

    private FieldMaskParser(String text, FieldMaskLimits limits) {
        this.text = new FieldMaskScanner(text);
        this.limits = limits;
    }

    static FieldNode parse(String text, FieldMaskLimits limits) {
        int most = limits.characters();
        if (text.length() > most) {
            String message = "The field mask is longer than " + most + " characters, so it has to end at offset " + most
                    + ": ask for fewer fields.";
            throw new FieldMaskException(message, most, "");
        }
        return new FieldMaskParser(text, limits).mask();
    }

    private FieldNode mask() {
        FieldDraft mask = FieldDraft.mask();
        open.push(mask);
        boolean another = !text.atEnd();
        while (another) {
            int start = text.at();
            FieldDraft field = path();
            if (text.take('(')) {
                open.push(field);
            } else {
                countPath(start);
                field.askWhole();
                close();
                another = comma(field);
            }
        }
        return mask.toNode();
    }

    /** Reads names with dots between them, in the parentheses that are open. */
    private FieldDraft path() {
        FieldDraft field = open.element();
        do {
            if (text.sees('*')) {
                return wildcard(field);
            }
            int place = text.at();
            field = beneath(field, text.name(field), place);
        } while (text.take('.'));
        return field;
    }

    private FieldDraft wildcard(FieldDraft parent) {
        int place = text.at();
        FieldDraft field = text.takeWildcard(FieldNode.ALL) ? parent : plain(parent, place);
        if (text.sees('.') || text.sees('(')) {
            throw text.unexpected("a wildcard has no fields beneath it; name the field instead", parent);
        }
        return field;
    }

    private FieldDraft plain(FieldDraft parent, int place) {
        text.takeWildcard(FieldNode.PLAIN);
        return beneath(parent, FieldNode.PLAIN, place);
    }

    private FieldDraft beneath(FieldDraft parent, String name, int place) {
        FieldDraft field = parent.field(name, place);
        if (field.depth() > limits.depth()) {
            String message = "Field " + quoted(name) + " at offset " + place + " is at depth " + field.depth()
                    + ", and " + limits.depth() + " is the limit: ask for " + quoted(parent.path()) + " as a whole.";
            throw new FieldMaskException(message, place, field.path());
        }
        return field;
    }

    private void countPath(int start) {
        if (++paths > limits.fields()) {
            String message = "The field mask has more than " + limits.fields() + " fields, the first one too many at"
                    + " offset " + start + ": ask for fewer, or for a part of them as a whole.";
            throw new FieldMaskException(message, start, open.element().path());
        }
    }

    private void close() {
        while (text.sees(')')) {
            if (open.size() == 1) {
                throw text.unexpected("it closes nothing; remove it", open.element());
            }
            open.pop();
            text.take(')');
        }
    }

    /** Whether another field follows. */
    private boolean comma(FieldDraft field) {
        if (text.take(',')) {
            return true;
        }
        if (!text.atEnd()) {
            throw text.unexpectedAfter(field);
        }
        if (open.size() > 1) {
            String part = quoted(open.element().path());
            throw text.unexpected("the fields of " + part + " are not closed; add \")\"", open.element());
        }
        return false;
    }
}
