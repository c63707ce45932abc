package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * BSON form of documents. A commit writes all documents of a page, and Java's own serialization, the store's default,
 * repeats class names in each document. Files of earlier versions are still read.
 */
final class DocumentType extends BasicDataType<Document> {
    /** A type code that the store does not use itself. */
    private static final byte BSON = (byte) 200;

    private static final int FIELD_MEMORY = 96;

    private final ObjectDataType fallback = new ObjectDataType();

    @Override
    public void write(WriteBuffer into, Document document) {
        ByteBuf bson = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, bson);
        into.put(BSON).putVarInt(bson.readableBytes());
        into.put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer from) {
        if (from.get(from.position()) != BSON) {
            return (Document) fallback.read(from);
        }
        from.get();
        byte[] bson = new byte[DataUtils.readVarInt(from)];
        from.get(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    /** Guesses the size. The guess only steers how much is kept in memory. */
    @Override
    public int getMemory(Document document) {
        return FIELD_MEMORY * (1 + document.size());
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
