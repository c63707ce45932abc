package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** One element of a DASH manifest. A stranger wrote it, so each value is read with its bounds. */
record DashElement(Element element) {
    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** No sound is longer, and sums of longer times would have no place in a number. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** Reads a manifest without a document type, in which a stranger's XML may name files and grow without end. */
    static DashElement read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCUMENT_TYPE, true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            String xml = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return new DashElement(builder.parse(new InputSource(new StringReader(xml.strip())))
                    .getDocumentElement());
        } catch (SAXException e) {
            throw refused("a manifest that is not XML: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("Every Java reads XML", e);
        }
    }

    static FailureException refused(String why) {
        return Failure.of(FailureCode.LIST_UNSUPPORTED, why).asException();
    }

    List<DashElement> children(String name) {
        List<DashElement> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name.equals(child.getLocalName())) {
                children.add(new DashElement(child));
            }
        }
        return children;
    }

    @Nullable DashElement child(String name) {
        List<DashElement> children = children(name);
        return children.isEmpty() ? null : children.getFirst();
    }

    String text() {
        return element.getTextContent();
    }

    /** Returns an attribute, empty when it is missing. */
    String attribute(String name) {
        return element.getAttribute(name);
    }

    /** Returns a number from 0, another one when it is missing. */
    long number(String name, long otherwise) {
        String written = attribute(name);
        if (written.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(written);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As one below 0.
        }
        throw refused("a manifest with " + name + "=" + written);
    }

    /** Returns a duration, zero when it is missing. */
    Duration duration(String name) {
        String written = attribute(name);
        if (written.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            // Some write "P0Y0M0DT3M20S".
            Duration duration = Duration.parse(written.replaceFirst("^P(0Y)?(0M)?", "P"));
            if (duration.abs().compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // As one that is too long.
        }
        throw refused("a manifest with " + name + "=" + written);
    }
}
