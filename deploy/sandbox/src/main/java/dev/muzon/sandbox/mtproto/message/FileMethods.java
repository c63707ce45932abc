package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.crypto.Digest;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Methods that hand out files in parts. Clients compare a file of the same name and size that they have with the hashes,
 * and download only what differs.
 */
public final class FileMethods implements RpcMethods {
    private static final int MAX_PART = 1 << 20;
    private static final int HASHED = 128 * 1024;
    private static final int HASHES = 10;

    private final World world;
    private final Uploads uploads;

    public FileMethods(World world, Uploads uploads) {
        this.world = world;
        this.uploads = uploads;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "upload.getFile", this::part,
                "upload.getFileHashes", this::hashes,
                "upload.saveFilePart", this::save);
    }

    private Boolean save(Caller caller, TlObject request) {
        uploads.put(caller.userId(), request.longAt("file_id"), request.intAt("file_part"), request.bytesAt("bytes"));
        return true;
    }

    private TlObject part(Caller caller, TlObject request) {
        StoredFile file = file(caller, request);
        long offset = request.longAt("offset");
        int limit = request.intAt("limit");
        if (offset < 0) {
            throw RpcException.badRequest("OFFSET_INVALID");
        }
        if (limit <= 0 || limit > MAX_PART) {
            throw RpcException.badRequest("LIMIT_INVALID");
        }
        try {
            return TlObject.of("upload.file")
                    .with("type", TlObject.of("storage.fileUnknown"))
                    .with("mtime", 0)
                    .with("bytes", file.content().read(offset, limit));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file.name(), e);
        }
    }

    private StoredFile file(Caller caller, TlObject request) {
        caller.userId();
        TlObject location = request.objectAt("location");
        if (!location.is("inputDocumentFileLocation")) {
            throw RpcException.badRequest("LOCATION_INVALID");
        }
        return world.files()
                .find(location.longAt("id"))
                .filter(found -> found.accessHash() == location.longAt("access_hash"))
                .orElseThrow(() -> RpcException.badRequest("FILE_ID_INVALID"));
    }

    private List<TlObject> hashes(Caller caller, TlObject request) {
        StoredFile file = file(caller, request);
        long first = request.longAt("offset") / HASHED * HASHED;
        List<TlObject> hashes = new ArrayList<>();
        try {
            for (long at = first; at < file.content().size() && hashes.size() < HASHES; at += HASHED) {
                byte[] bytes = file.content().read(at, HASHED);
                hashes.add(TlObject.of("fileHash")
                        .with("offset", at)
                        .with("limit", bytes.length)
                        .with("hash", Digest.SHA256.of(bytes)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file.name(), e);
        }
        return hashes;
    }
}
