package dev.muzon.sandbox.mtproto.tl;

/** The layout of one value on the wire. */
sealed interface TlType {

    /** Types without parameters, by the words the tables use for them. */
    enum Scalar implements TlType {
        /** A bit set that tells which optional fields follow. */
        FLAGS("#"),
        INT("int"),
        LONG("long"),
        INT128("int128"),
        INT256("int256"),
        DOUBLE("double"),
        BYTES("bytes"),
        STRING("string"),
        BOOL("bool"),
        /** Takes no room: the flag itself is the value. */
        TRUE("true"),
        /** Some constructor, named by its id. */
        OBJECT("object");

        private final String word;

        Scalar(String word) {
            this.word = word;
        }

        static Scalar of(String word) {
            for (Scalar scalar : values()) {
                if (scalar.word.equals(word)) {
                    return scalar;
                }
            }
            throw new IllegalArgumentException("no such type: " + word);
        }
    }

    /** A list with the vector constructor's id in front. */
    record Vector(TlType element) implements TlType {}

    /** A list without ids: neither its own nor its elements'. */
    record BareVector(String constructor) implements TlType {}

    /** Reads {@code int}, {@code [int]} (a vector) or {@code (future_salt)} (a bare vector). */
    static TlType of(String word) {
        if (word.startsWith("[") && word.endsWith("]")) {
            return new Vector(of(word.substring(1, word.length() - 1)));
        }
        if (word.startsWith("(") && word.endsWith(")")) {
            return new BareVector(word.substring(1, word.length() - 1));
        }
        return Scalar.of(word);
    }
}
