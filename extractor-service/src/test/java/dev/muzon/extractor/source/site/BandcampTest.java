package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.HttpLink;

/** Tests of Bandcamp's search. */
class BandcampTest extends SiteContract {
    @Override
    SiteSource open() throws Exception {
        HttpLink song = HttpLink.parse(services.origin("t4.bcbits.com") + "/stream/201/mp3-128/201");
        return new SiteSource(
                new Bandcamp(pages),
                new SiteSound.Page(new Reader("https://ensemble.bandcamp.com/track/nocturne", door, song)));
    }

    @Override
    String cover() {
        return "https://f4.bcbits.com/img/a301_16.jpg";
    }

    @Override
    String searchPath() {
        return "/api/bcsearch_public_api/1/autocomplete_elastic";
    }

    @Override
    protected boolean tellsLengths() {
        return false;
    }
}
