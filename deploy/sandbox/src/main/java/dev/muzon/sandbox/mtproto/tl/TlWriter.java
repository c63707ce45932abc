package dev.muzon.sandbox.mtproto.tl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writer of TL values. It refuses objects that miss a field or have one that their constructor doesn't know. */
public final class TlWriter {
    private final TlSchema schema;
    private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    public TlWriter() {
        this(TlSchema.telegram());
    }

    TlWriter(TlSchema schema) {
        this.schema = schema;
    }

    /** Returns an object as bytes, its constructor's id first. */
    public static byte[] bytes(TlObject object) {
        return new TlWriter().object(object).toBytes();
    }

    /** Returns the answer to a method, laid out as the method's table line says. */
    public static byte[] answer(String method, Object value) {
        TlWriter writer = new TlWriter();
        TlType result = writer.schema.named(method).result();
        writer.value(result, value, method);
        return writer.toBytes();
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    public TlWriter int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public TlWriter int64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public TlWriter raw(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    /** Writes a length-prefixed byte string. */
    public TlWriter string(byte[] value) {
        int header = value.length < 254 ? 1 : 4;
        int padding = -(header + value.length) & 3;
        ByteBuffer out = room(header + value.length + padding);
        if (header == 1) {
            out.put((byte) value.length);
        } else {
            out.putInt(254 | value.length << 8);
        }
        out.put(value).put(new byte[padding]);
        return this;
    }

    public TlWriter object(TlObject object) {
        TlConstructor constructor = schema.named(object.name());
        int32(constructor.id());
        fields(constructor, object);
        return this;
    }

    private void fields(TlConstructor constructor, TlObject object) {
        Map<String, Integer> flags = flags(constructor, object);
        for (TlField field : constructor.fields()) {
            Object value = object.get(field.name());
            if (field.type() == TlType.Scalar.FLAGS) {
                int32(flags.getOrDefault(field.name(), 0));
            } else if (value != null) {
                value(field.type(), value, field.name());
            } else if (field.condition() == null) {
                throw new TlException(object.name() + " misses " + field.name());
            }
        }
    }

    private static Map<String, Integer> flags(TlConstructor constructor, TlObject object) {
        Map<String, Integer> flags = new HashMap<>();
        for (String present : object.present()) {
            TlField field = constructor.fields().stream()
                    .filter(known -> known.name().equals(present))
                    .findFirst()
                    .orElseThrow(() -> new TlException(object.name() + " has no field " + present));
            TlField.Condition condition = field.condition();
            if (condition != null) {
                flags.merge(condition.flags(), 1 << condition.bit(), (a, b) -> a | b);
            }
        }
        return flags;
    }

    private void value(TlType type, Object value, String where) {
        try {
            switch (type) {
                case TlType.Vector(TlType element) -> {
                    int32(TlSchema.VECTOR).int32(((List<?>) value).size());
                    ((List<?>) value).forEach(each -> value(element, each, where));
                }
                case TlType.BareVector(String constructor) -> {
                    int32(((List<?>) value).size());
                    ((List<?>) value).forEach(each -> fields(schema.named(constructor), (TlObject) each));
                }
                case TlType.Scalar scalar -> scalar(scalar, value);
            }
        } catch (ClassCastException e) {
            throw new TlException(where + " takes no " + value.getClass().getSimpleName(), e);
        }
    }

    private void scalar(TlType.Scalar type, Object value) {
        switch (type) {
            case INT -> int32((Integer) value);
            case LONG -> int64((Long) value);
            case DOUBLE -> int64(Double.doubleToLongBits((Double) value));
            case INT128, INT256 -> raw((byte[]) value);
            case BYTES -> string((byte[]) value);
            case STRING -> string(((String) value).getBytes(StandardCharsets.UTF_8));
            case BOOL -> int32((Boolean) value ? TlSchema.TRUE : TlSchema.FALSE);
            case OBJECT -> {
                if (value instanceof Boolean bool) {
                    int32(bool ? TlSchema.TRUE : TlSchema.FALSE);
                } else {
                    object((TlObject) value);
                }
            }
            case TRUE, FLAGS -> {
                // The flag word already says it.
            }
        }
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int size = Math.max(bytes.capacity() * 2, bytes.position() + length);
            bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(bytes.array(), 0, bytes.position());
        }
        return bytes;
    }
}
