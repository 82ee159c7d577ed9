package dev.headroom.fetch.internal.stack;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The one walk up the stack: to the line of the application, and past all that says why it came here. */
public final class CallStack {

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private CallStack() {}

    /**
     * Looks at a frame.
     *
     * @param <R> what is looked for
     */
    @FunctionalInterface
    public interface Look<R> {

        /**
         * Looks at one frame.
         *
         * @param frame with its class
         * @param code whose it is
         * @return what was looked for, which ends the walk; null to go on
         */
        @Nullable R at(StackFrame frame, Code code);
    }

    /**
     * Walks up, from the caller of this method.
     *
     * @return what the look found first; null if it found nothing on the whole stack
     */
    public static <R> @Nullable R find(Look<R> look) {
        return WALKER.walk(frames -> {
            Iterator<StackFrame> all = frames.iterator();
            // The first frame is this method.
            all.next();
            while (all.hasNext()) {
                StackFrame frame = all.next();
                R found = look.at(frame, Code.of(frame));
                if (found != null) {
                    return found;
                }
            }
            return null;
        });
    }
}
