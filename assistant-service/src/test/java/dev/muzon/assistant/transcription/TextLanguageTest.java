package dev.muzon.assistant.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the language that a transcript seems to have. The sentences are what people say into a phone. */
class TextLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ru | Привет, я уже выехал, буду через двадцать минут, закажи мне кофе пожалуйста.
            ru | Слушай, а ты не знаешь, во сколько сегодня закрывается магазин?
            ru | Мы с ребятами решили, что поедем на дачу в субботу утром.
            uk | Привіт, я вже виїхав, буду за двадцять хвилин, замов мені каву будь ласка.
            uk | Слухай, а ти не знаєш, о котрій сьогодні зачиняється магазин?
            be | Прывітанне, я ўжо выехаў, буду праз дваццаць хвілін, калі ласка, пачакай мяне.
            bg | Здравей, вече тръгнах, ще бъда там след двадесет минути, поръчай ми кафе.
            sr | Здраво, већ сам кренуо, бићу тамо за двадесет минута, наручи ми кафу.
            kk | Сәлем, мен шығып кеттім, жиырма минуттан кейін сол жерде боламын.
            en | Hey, I've already left, I'll be there in twenty minutes, could you order me a coffee please?
            en | Do you know what time the shop closes today?
            en | Okay so we decided to go to the lake on Saturday morning.
            de | Hallo, ich bin schon losgefahren und in zwanzig Minuten da, bestell mir bitte einen Kaffee.
            de | Weißt du, wann der Laden heute schließt?
            fr | Salut, je suis déjà parti, je serai là dans vingt minutes, commande-moi un café s'il te plaît.
            fr | Tu sais à quelle heure ferme le magasin aujourd’hui ?
            es | Hola, ya he salido, estaré allí en veinte minutos, pídeme un café por favor.
            es | ¿Sabes a qué hora cierra hoy la tienda de la esquina?
            it | Ciao, sono già partito, sarò lì tra venti minuti, ordinami un caffè per favore.
            it | Sai a che ora chiude oggi il negozio?
            pt | Oi, eu já saí, estarei aí em vinte minutos, pede um café para mim por favor.
            nl | Hoi, ik ben al vertrokken, ik ben er over twintig minuten, bestel alsjeblieft een koffie voor mij.
            pl | Cześć, już wyjechałem, będę za dwadzieścia minut, zamów mi proszę kawę.
            cs | Ahoj, už jsem vyjel, budu tam za dvacet minut, objednej mi prosím kávu.
            sk | Ahoj, už som vyrazil, budem tam o dvadsať minút, objednaj mi prosím kávu.
            sl | Živjo, sem že na poti, tam bom čez dvajset minut, naroči mi prosim kavo.
            hr | Bok, već sam krenuo, bit ću tamo za dvadeset minuta, naruči mi kavu molim te.
            ro | Salut, am plecat deja, ajung acolo în douăzeci de minute, comandă-mi te rog o cafea.
            hu | Szia, már elindultam, húsz perc múlva ott vagyok, rendelj nekem egy kávét, kérlek.
            fi | Moi, lähdin jo, olen perillä kahdenkymmenen minuutin päästä, tilaa minulle kahvi.
            et | Tere, ma juba sõidan, olen kohal kahekümne minuti pärast, palun telli mulle kohv.
            lv | Sveiki, es jau izbraucu, būšu tur pēc divdesmit minūtēm, lūdzu pasūti man kafiju.
            lt | Labas, aš jau išvažiavau, būsiu ten po dvidešimties minučių, užsakyk man kavos.
            sv | Hej, jag har redan åkt, jag är där om tjugo minuter, kan du beställa en kaffe till mig?
            da | Hej, jeg er allerede kørt, jeg er der om tyve minutter, vil du bestille noget kaffe til mig?
            tr | Merhaba, ben çıktım, yirmi dakikaya oradayım, bana bir kahve söyler misin?
            el | Γεια σου, έφυγα ήδη, θα είμαι εκεί σε είκοσι λεπτά.
            he | שלום, כבר יצאתי, אהיה שם בעוד עשרים דקות.
            ja | もう出たので、二十分でそこに着きます。コーヒーを頼んでおいてください。
            """)
    void namesTheLanguageOfASentence(String code, String said) {
        assertThat(TextLanguage.of(said).code()).isEqualTo(code);
    }

    /** Takes no answer for right where a sentence has too few words of its language, and another language never. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ru | Короче, я тут подумал, может быть нам лучше встретиться завтра.
            ru | Мама просила купить хлеба и молока по дороге домой.
            ru | Значит так, документы лежат на столе в большой комнате.
            ru | Чайник вскипел! Приходите на кухню, включим колыбельную.
            uk | Коротше, я тут подумав, може нам краще зустрітися завтра.
            uk | Мама просила купити хліба і молока по дорозі додому.
            en | Mum asked me to get some bread and milk on the way home.
            en | Listen, the documents are on the table in the big room.
            en | I was thinking maybe we could meet tomorrow instead?
            de | Mama hat gesagt, ich soll auf dem Heimweg Brot und Milch kaufen.
            de | Die Unterlagen liegen auf dem Tisch im großen Zimmer.
            fr | Maman m'a demandé d'acheter du pain et du lait en rentrant.
            fr | Les documents sont sur la table dans la grande pièce.
            es | Mamá me pidió que comprara pan y leche de camino a casa.
            es | Los documentos están en la mesa de la habitación grande.
            it | La mamma mi ha chiesto di comprare pane e latte tornando a casa.
            it | I documenti sono sul tavolo nella stanza grande.
            pt | A mãe pediu para comprar pão e leite a caminho de casa.
            pl | Mama prosiła, żebym kupił chleb i mleko w drodze do domu.
            nl | Mama vroeg of ik brood en melk kon kopen op weg naar huis.
            sv | Mamma bad mig köpa bröd och mjölk på vägen hem.
            da | Mor bad mig købe brød og mælk på vej hjem.
            cs | Máma mě prosila, ať cestou domů koupím chleba a mléko.
            sk | Mama ma prosila, aby som cestou domov kúpil chlieb a mlieko.
            fi | Äiti pyysi minua ostamaan leipää ja maitoa kotimatkalla.
            hu | Anya megkért, hogy hazafelé vegyek kenyeret és tejet.
            ro | Mama m-a rugat să cumpăr pâine și lapte în drum spre casă.
            hr | Mama me zamolila da kupim kruh i mlijeko na putu kući.
            bg | Мама ме помоли да купя хляб и мляко на път за вкъщи.
            tr | Annem eve gelirken ekmek ve süt almamı istedi.
            ru | Билеты купил, поезд отправляется вечером с третьего пути.
            ru | Можешь забрать детей из школы? Я застрял в пробке.
            uk | Можеш забрати дітей зі школи? Я застряг у заторі.
            en | Can you pick up the kids from school? I'm stuck in traffic.
            en | Tickets bought, the train leaves in the evening from platform three.
            de | Kannst du die Kinder von der Schule abholen? Ich stecke im Stau fest.
            fr | Tu peux récupérer les enfants à l'école ? Je suis coincé dans les embouteillages.
            es | ¿Puedes recoger a los niños del colegio? Estoy en un atasco.
            it | Puoi andare a prendere i bambini a scuola? Sono bloccato nel traffico.
            pt | Podes ir buscar as crianças à escola? Estou preso no trânsito.
            nl | Kun jij de kinderen van school halen? Ik sta vast in de file.
            pl | Możesz odebrać dzieci ze szkoły? Utknąłem w korku.
            cs | Můžeš vyzvednout děti ze školy? Uvízl jsem v zácpě.
            sv | Kan du hämta barnen från skolan? Jag sitter fast i trafiken.
            no | Kan du hente barna på skolen? Jeg sitter fast i trafikken.
            da | Kan du hente børnene i skolen? Jeg sidder fast i trafikken.
            ro | Poți să iei copiii de la școală? Sunt blocat în trafic.
            hu | El tudod hozni a gyerekeket az iskolából? Dugóban ülök.
            fi | Voitko hakea lapset koulusta? Olen jumissa ruuhkassa.
            tr | Çocukları okuldan alabilir misin? Trafikte sıkıştım.
            bg | Можеш ли да вземеш децата от училище? Заседнал съм в задръстване.
            """)
    void namesNoWrongLanguage(String code, String said) {
        assertThat(TextLanguage.of(said).code()).isIn(code, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hallo!",
                "Да, хорошо.",
                "buy milk",
                "one two three four five",
                "ha ha ha ha ha ha ha ha ha ha ha ha",
                "Mozart Beethoven Rachmaninow Schostakowitsch",
                "12345 67890 12345 67890 12345 67890",
                "Хорошо. Okay, super, bye bye!"
            })
    void namesNoneForWordsThatTellTooLittle(String said) {
        assertThat(TextLanguage.of(said).isAuto()).isTrue();
    }
}
