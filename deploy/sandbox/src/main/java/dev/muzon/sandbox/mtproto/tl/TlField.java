package dev.muzon.sandbox.mtproto.tl;

import org.jspecify.annotations.Nullable;

/**
 * One field of a constructor.
 *
 * @param condition when set, the field is present only if that bit is
 */
record TlField(String name, TlType type, @Nullable Condition condition) {

    record Condition(String flags, int bit) {}

    /** Reads {@code id:long}, {@code title?flags.3:string} or, for a bare flag, {@code left?flags.2}. */
    static TlField of(String word) {
        int colon = word.indexOf(':');
        String left = colon < 0 ? word : word.substring(0, colon);
        TlType type = colon < 0 ? TlType.Scalar.TRUE : TlType.of(word.substring(colon + 1));
        int question = left.indexOf('?');
        if (question < 0) {
            if (type == TlType.Scalar.TRUE) {
                throw new IllegalArgumentException("a field needs a type or a flag: " + word);
            }
            return new TlField(left, type, null);
        }
        String[] flag = left.substring(question + 1).split("\\.", 2);
        return new TlField(left.substring(0, question), type, new Condition(flag[0], Integer.parseInt(flag[1])));
    }
}
