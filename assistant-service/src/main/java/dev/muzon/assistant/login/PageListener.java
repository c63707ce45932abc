package dev.muzon.assistant.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The listener of the login page, apart from the service's own. Each answers its own paths only: the page's has neither
 * the REST API nor the probes, and the service's has no page.
 */
@Component
@Order(PageListener.BEFORE_THE_GUARDS)
public final class PageListener extends OncePerRequestFilter
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** Behind the filter that measures requests, before those that ask for a token or a cookie. */
    static final int BEFORE_THE_GUARDS = Ordered.HIGHEST_PRECEDENCE + 9;

    private final Connector connector = new Connector();

    PageListener(ConsoleProperties settings) {
        connector.setPort(settings.port());
        connector.setThrowOnFailure(true);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.ofLiteral(settings.address()));
            protocol.setExecutor(new VirtualThreadExecutor("login-page-"));
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
    }

    /** Returns the port that the page answers at. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if ((request.getLocalPort() == port()) == LoginGuard.isOfThePage(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
