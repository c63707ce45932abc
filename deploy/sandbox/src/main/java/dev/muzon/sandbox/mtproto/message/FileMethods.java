package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Methods that hand out files in parts. */
public final class FileMethods implements RpcMethods {
    private static final int MAX_PART = 1 << 20;

    private final World world;

    public FileMethods(World world) {
        this.world = world;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of("upload.getFile", this::part);
    }

    private TlObject part(Caller caller, TlObject request) {
        caller.userId();
        TlObject location = request.objectAt("location");
        if (!location.is("inputDocumentFileLocation")) {
            throw RpcException.badRequest("LOCATION_INVALID");
        }
        StoredFile file = world.files()
                .find(location.longAt("id"))
                .filter(found -> found.accessHash() == location.longAt("access_hash"))
                .orElseThrow(() -> RpcException.badRequest("FILE_ID_INVALID"));
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
}
