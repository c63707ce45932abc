package dev.muzon.sandbox.page;

import dev.muzon.sandbox.voice.RoomAudio;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The WebSocket endpoint in the container that Boot starts in its Tomcat. */
@Configuration(proxyBeanMethods = false)
class ListenConfiguration {
    @Bean
    SmartInitializingSingleton listenRegistration(ServletContext servlets, RoomAudio audio) {
        return () -> register(servlets, new ListenEndpoint(audio));
    }

    private static void register(ServletContext servlets, ListenEndpoint endpoint) {
        if (!(servlets.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container)) {
            throw new IllegalStateException("the web server has no WebSockets; is tomcat-embed-websocket there?");
        }
        var config = ServerEndpointConfig.Builder.create(ListenEndpoint.class, ListenEndpoint.PATH)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(endpoint);
                    }
                })
                .build();
        try {
            container.addEndpoint(config);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
