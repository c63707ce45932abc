package dev.muzon.sandbox.page;

import dev.muzon.sandbox.voice.RoomAudio;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import org.apache.tomcat.websocket.server.Constants;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the one WebSocket endpoint into the embedded Tomcat, which has the container for it but does not start it. */
@Configuration(proxyBeanMethods = false)
class ListenConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSockets(RoomAudio audio) {
        var endpoint = new ListenEndpoint(audio);
        return factory -> factory.addContextCustomizers(context ->
                context.addServletContainerInitializer((_, servlets) -> start(servlets, endpoint), Set.of()));
    }

    private static void start(ServletContext servlets, ListenEndpoint endpoint) throws ServletException {
        new WsSci().onStartup(Set.of(), servlets);
        var container = (ServerContainer) servlets.getAttribute(Constants.SERVER_CONTAINER_SERVLET_CONTEXT_ATTRIBUTE);
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
            throw new ServletException(e);
        }
    }
}
