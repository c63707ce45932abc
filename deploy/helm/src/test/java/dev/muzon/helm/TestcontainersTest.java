package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Tests that Testcontainers drives the images, as developers of other programs do. {@code deploy/images/testcontainers.sh}
 * runs it, also on podman's socket. The network of each container leads nowhere.
 */
@EnabledIfEnvironmentVariable(
        named = TestcontainersTest.IMAGES,
        matches = ".+",
        disabledReason = "SKIPPED: deploy/images/testcontainers.sh names the images")
class TestcontainersTest {
    static final String IMAGES = "MUZON_TEST_IMAGES";

    private static final Map<String, String> SETTINGS = Map.of(
            "MUZON_INTERNAL_TOKEN", "a-token-that-checks-the-image",
            "BOT_TOKEN", "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc",
            "API_ID", "1234567",
            "API_HASH", "0123456789abcdef0123456789abcdef");

    private static final int DRAIN_SECONDS = 60;

    /** Java's answer to SIGTERM, after the drain. */
    private static final long DRAINED = 143;

    @ParameterizedTest
    @ValueSource(strings = {"bot-gateway", "assistant-service", "voice-call-service", "extractor-service"})
    void anImageWithoutRightsIsReadyWithoutMongoDbAndDrainsWhenItIsToldToEnd(String service) throws Exception {
        try (GenericContainer<?> container = hardened(service)) {
            container.start();

            assertThat(container.execInContainer("cat", "/proc/1/status").getStdout())
                    .contains("NoNewPrivs:\t1\n", "CapEff:\t0000000000000000\n", "Uid:\t10001\t");
            assertThat(container.execInContainer("touch", "/opt/muzon/new").getExitCode())
                    .isNotZero();
            assertThat(exitCodeAfterItIsToldToEnd(container)).isEqualTo(DRAINED);
            assertThat(container.getLogs()).contains("Drained");
        }
    }

    private static GenericContainer<?> hardened(String service) {
        String image = Objects.requireNonNull(System.getenv(IMAGES)).replace("SERVICE", "muzon-" + service);
        return new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(_ -> false)
                .withNetworkMode("none")
                .withEnv(SETTINGS)
                .withTmpFs(Map.of("/tmp", "rw,exec,mode=1777", "/cache", "rw,exec,mode=1777"))
                .withCreateContainerCmdModifier(TestcontainersTest::harden)
                .waitingFor(Wait.forSuccessfulCommand("/opt/muzon/ready").withStartupTimeout(Duration.ofMinutes(3)));
    }

    private static void harden(CreateContainerCmd command) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig());
        command.withHostConfig(host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges")));
    }

    private static long exitCodeAfterItIsToldToEnd(GenericContainer<?> container) {
        DockerClient docker = container.getDockerClient();
        docker.stopContainerCmd(container.getContainerId())
                .withTimeout(DRAIN_SECONDS)
                .exec();
        return Objects.requireNonNull(docker.inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getExitCodeLong());
    }
}
