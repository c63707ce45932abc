package dev.muzon.sandbox.mtproto.tl;

import java.util.Arrays;
import java.util.List;

/**
 * A constructor or a method: its id on the wire and its fields in order.
 *
 * @param result the layout of a method's answer, {@link TlType.Scalar#OBJECT} unless the table says otherwise
 */
record TlConstructor(String name, int id, List<TlField> fields, TlType result) {

    /** Reads a line such as {@code peerUser 59511722 user_id:long}. A method may end in {@code -> [int]}. */
    static TlConstructor of(String line) {
        String[] sides = line.split("->", 2);
        String[] words = sides[0].strip().split("\\s+");
        return new TlConstructor(
                words[0],
                Integer.parseUnsignedInt(words[1], 16),
                Arrays.stream(words).skip(2).map(TlField::of).toList(),
                sides.length == 2 ? TlType.of(sides[1].strip()) : TlType.Scalar.OBJECT);
    }

    /** Returns the bits of a flag field that listed fields depend on. Any other bit would shift the fields after it. */
    int knownFlags(String name) {
        int known = 0;
        for (TlField field : fields) {
            TlField.Condition condition = field.condition();
            if (condition != null && condition.flags().equals(name)) {
                known |= 1 << condition.bit();
            }
        }
        return known;
    }
}
