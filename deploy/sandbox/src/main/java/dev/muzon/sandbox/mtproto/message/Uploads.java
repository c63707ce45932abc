package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.session.RpcException;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Parts of files that clients have sent and no message uses yet. */
public final class Uploads {
    private static final int MAX_PART = 512 * 1024;
    private static final int REMEMBERED = 100;

    private record Upload(long userId, long fileId) {}

    private final Map<Upload, Map<Integer, byte[]>> parts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Upload, Map<Integer, byte[]>> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void put(long userId, long fileId, int part, byte[] bytes) {
        if (part < 0 || bytes.length == 0 || bytes.length > MAX_PART) {
            throw RpcException.badRequest("FILE_PART_INVALID");
        }
        parts.computeIfAbsent(new Upload(userId, fileId), _ -> new TreeMap<>()).put(part, bytes);
    }

    /** Returns a whole file. */
    synchronized byte[] whole(long userId, long fileId, int count) {
        Map<Integer, byte[]> sent = parts.getOrDefault(new Upload(userId, fileId), Map.of());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int part = 0; part < count; part++) {
            byte[] bytes = sent.get(part);
            if (bytes == null) {
                throw RpcException.badRequest("FILE_PART_" + part + "_MISSING");
            }
            whole.writeBytes(bytes);
        }
        return whole.toByteArray();
    }
}
