package dev.muzon.voice.service;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.voice.VoiceCallServiceApplication;
import dev.muzon.voice.peers.ForwardedPlayersApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.client.RestClient;

/** A voice-call-service in a separate JVM, to be killed. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;
    private final RestClient client;

    ServiceProcess(int port, String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(VoiceCallServiceApplication.class.getName());
        command.addAll(List.of(settings));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("MUZON_") || name.startsWith("MONGO_"));
        process = builder.start();
        client = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(StubServices.TOKEN))
                .build();
    }

    boolean ready() {
        try {
            return client.get()
                    .uri("/readyz")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        } catch (RuntimeException e) {
            return !process.isAlive();
        }
    }

    void handle(Job job) {
        RunningService.ask(client, ForwardedPlayersApi.class).handle(PlayerId.of(job.chat()), job);
    }

    PlayerView player(long chatId) {
        return RunningService.ask(client, PlayersApi.class).view(new PlayerId(chatId));
    }

    /** Returns the names that its open files have, or had before they were deleted. */
    List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return descriptors.map(ServiceProcess::target).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // it was just closed
        }
    }

    /** Kills the process with SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
