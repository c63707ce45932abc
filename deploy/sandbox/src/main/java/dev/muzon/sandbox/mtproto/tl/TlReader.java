package dev.muzon.sandbox.mtproto.tl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reader of TL values. Hostile bytes end in a {@link TlException}, never in a large allocation or a deep recursion.
 */
public final class TlReader {
    private static final int MAX_DEPTH = 32;
    private static final int WORD = 4;

    private final TlSchema schema;
    private final ByteBuffer bytes;
    private int depth;

    public TlReader(byte[] bytes) {
        this(TlSchema.telegram(), bytes);
    }

    TlReader(TlSchema schema, byte[] bytes) {
        this.schema = schema;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the next constructor id, without consuming it. */
    public int peekId() {
        need(WORD);
        return bytes.getInt(bytes.position());
    }

    public int readInt() {
        need(WORD);
        return bytes.getInt();
    }

    public long readLong() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    public byte[] readRaw(int length) {
        need(length);
        byte[] raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    public int position() {
        return bytes.position();
    }

    public int remaining() {
        return bytes.remaining();
    }

    /** Reads a length-prefixed byte string. */
    public byte[] readBytes() {
        need(WORD);
        int length = bytes.get() & 0xff;
        int header = 1;
        if (length == 254) {
            length = (bytes.get() & 0xff) | (bytes.get() & 0xff) << 8 | (bytes.get() & 0xff) << 16;
            header = WORD;
        } else if (length == 255) {
            throw new TlException("a string longer than 16 MiB");
        }
        byte[] value = readRaw(length);
        readRaw(-(header + length) & 3);
        return value;
    }

    /** Reads a constructor's id and its fields. */
    public TlObject readObject() {
        return readFields(schema.withId(readInt()));
    }

    private TlObject readFields(TlConstructor constructor) {
        if (++depth > MAX_DEPTH) {
            throw new TlException("nested too deep");
        }
        Map<String, Integer> flags = new HashMap<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (TlField field : constructor.fields()) {
            TlField.Condition condition = field.condition();
            if (field.type() == TlType.Scalar.FLAGS) {
                flags.put(field.name(), readFlags(constructor, field.name()));
            } else if (condition == null || isSet(flags, condition)) {
                fields.put(field.name(), read(field.type()));
            }
        }
        depth--;
        return TlObject.of(constructor.name(), fields);
    }

    private int readFlags(TlConstructor constructor, String name) {
        int raised = readInt();
        if ((raised & ~constructor.knownFlags(name)) != 0) {
            throw new TlException("%s with unknown %s %08x".formatted(constructor.name(), name, raised));
        }
        return raised;
    }

    private static boolean isSet(Map<String, Integer> flags, TlField.Condition condition) {
        return (flags.getOrDefault(condition.flags(), 0) >>> condition.bit() & 1) == 1;
    }

    private Object read(TlType type) {
        return switch (type) {
            case TlType.Vector(TlType element) -> readVector(element);
            case TlType.BareVector(String constructor) -> readBareVector(constructor);
            case TlType.Scalar scalar ->
                switch (scalar) {
                    case INT, FLAGS -> readInt();
                    case LONG -> readLong();
                    case INT128 -> readRaw(16);
                    case INT256 -> readRaw(32);
                    case DOUBLE -> Double.longBitsToDouble(readLong());
                    case BYTES -> readBytes();
                    case STRING -> new String(readBytes(), StandardCharsets.UTF_8);
                    case BOOL -> readBool();
                    case TRUE -> true;
                    case OBJECT -> readObject();
                };
        };
    }

    private boolean readBool() {
        int id = readInt();
        if (id != TlSchema.TRUE && id != TlSchema.FALSE) {
            throw new TlException("not a Bool: %08x".formatted(id));
        }
        return id == TlSchema.TRUE;
    }

    private List<Object> readVector(TlType element) {
        if (readInt() != TlSchema.VECTOR) {
            throw new TlException("not a vector");
        }
        int size = readSize();
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read(element));
        }
        return values;
    }

    private List<Object> readBareVector(String constructor) {
        int size = readSize();
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(readFields(schema.named(constructor)));
        }
        return values;
    }

    private int readSize() {
        int size = readInt();
        // Every element takes at least one word.
        if (size < 0 || size > bytes.remaining() / WORD) {
            throw new TlException("a vector of " + size + " elements in " + bytes.remaining() + " bytes");
        }
        return size;
    }

    private void need(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new TlException("needs %d bytes, has %d".formatted(length, bytes.remaining()));
        }
    }
}
