package dev.muzon.sandbox.mtproto;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one thread that receives for all clients of this process. */
final class TdClients {
    static final JsonMapper JSON = JsonMapper.shared();

    private final TdJson library;
    private final Map<Integer, TdClient> clients = new ConcurrentHashMap<>();

    TdClients(Path path) {
        library = new TdJson(path);
        Thread.ofPlatform().daemon().name("td-receive").start(this::receiveAll);
    }

    /** Opens a client on a database folder, through the proxy. */
    TdClient open(Path database, int socksPort) {
        int id = library.createClient();
        TdClient client = new TdClient(request -> library.send(id, request));
        clients.put(id, client);
        client.start(database, socksPort);
        return client;
    }

    private void receiveAll() {
        while (true) {
            library.receive(1).ifPresent(text -> {
                JsonNode event = JSON.readTree(text);
                TdClient client = clients.get(event.path("@client_id").asInt());
                if (client != null) {
                    client.receive(event);
                }
            });
        }
    }
}
