/**
 * The SIP adapter: effects → the user agent and the media, what comes of it → inputs. It translates and decides nothing.
 * Every leg ends in exactly one `leg.ended` and one `media.release`.
 */
import { dispatch, LegId, numberForLog, type Ending, type Handlers, type TrunkId } from '@zuoxi/contracts';
import { parseUri } from '@zuoxi/sip';
import type { Credentials, Header, Invitation, LegRecord, UserAgent, UserAgentEvents } from '@zuoxi/sip';
import type { Logger } from '../log';
import { OfferRefused, type Adapter, type LegMedia, type Peer, type Post, type Records, type SipEffect } from '../ports';
import { dialOf, hostOf, partyOf } from './dialling';
import { endingOf, ownFault, reasonOf, statusOf, type Ended } from './endings';
import { UnknownHost } from './host-addresses';
import { callerOf, divertedFrom, dnisOf, numberIn, peerOf, sourceOf } from './invitation';
import { Keys } from './keys';
import type { SipRecord, Stage } from './record';

export type SipPorts = {
  media: LegMedia;
  records: Records<SipRecord>;
  post: Post;
  trunkAuth: (trunk: TrunkId) => Credentials | undefined;
  /** the carrier sends a call of ours to another host or number */
  mayRedirect: (trunk: TrunkId, host: string, number: string) => boolean;
  /** of a trunk's host; rejects with `UnknownHost` */
  addressOf: (host: string) => Promise<string>;
  log: Logger;
};

type Leg = { readonly id: LegId; record: SipRecord };
type EffectOf<D extends SipEffect['do']> = Extract<SipEffect, { do: D }>;

export class SipAdapter implements Adapter<SipEffect> {
  private readonly legs = new Map<string, Leg>();
  /** records of calls that have just come in: the user agent keeps them before it tells us */
  private readonly unborn = new Map<string, LegRecord>();
  private readonly ua: UserAgent;
  private readonly keys: Keys;

  constructor(
    private readonly ports: SipPorts,
    make: (on: UserAgentEvents, credentials: (id: string) => Credentials | undefined) => UserAgent,
  ) {
    const on: UserAgentEvents = {
      invited: (id, invitation) => this.invited(id, invitation),
      redirected: (id, targets) => this.redirected(id, targets),
      progress: (id, p) => this.with(id, (leg) => this.progress(leg, p.status, p.sdp)),
      answered: (id, { sdp }) => this.with(id, (leg) => this.answered(leg, sdp)),
      ended: (id, ended) => this.with(id, (leg) => this.ended(leg, ended)),
      reoffered: (id, sdp) => this.ports.media.reoffered(LegId.parse(id), sdp),
      digit: (id, digit) => this.with(id, (leg) => this.ports.post({ on: 'leg.digit', leg: leg.id, digit, by: 'info' })),
      record: (id, record) => this.keepSip(id, record),
      refused: (why, source) => this.ports.log.warn({ source }, `SIP: ${why}`),
    };
    this.ua = make(on, (id) => {
      const party = this.legs.get(id)?.record.party;
      return party?.kind === 'trunk' ? this.ports.trunkAuth(party.trunk) : undefined;
    });
    this.keys = new Keys(ports.media, this.ua);
  }

  async start(): Promise<void> {
    const known = new Map<string, LegRecord>();
    for (const [id, record] of this.ports.records.all()) {
      this.legs.set(id, { id, record });
      if (record.sip) known.set(id, record.sip);
    }
    this.ua.restore(known);
    await this.ua.start();
    for (const leg of [...this.legs.values()]) this.resume(leg);
  }

  stop(): Promise<void> {
    return this.ua.close();
  }

  trouble(): string | null {
    return this.ua.connected() ? null : 'no SIP connection to the edge';
  }

  perform(effect: SipEffect): void {
    const acts: Handlers<SipEffect, 'do'> = {
      'leg.dial': (e) => this.dial(e),
      'leg.ring': ({ leg }) => this.ua.ring(leg),
      'leg.answer': ({ leg }) => this.with(leg, (l) => this.answer(l)),
      'leg.end': ({ leg, ending, says }) => this.with(leg, (l) => this.end(l, ending, says ?? reasonOf(ending))),
      'leg.check': ({ leg }) => this.check(leg),
      'leg.digits': ({ leg, digits }) => this.keys.send(leg, digits),
      'leg.heal': ({ leg }) => this.with(leg, (l) => void this.heal(l)),
    };
    try {
      dispatch(acts, 'do', effect);
    } catch (err) {
      this.ports.log.error({ err, leg: effect.leg }, `${effect.do} failed`);
      this.with(effect.leg, (leg) => this.fail(leg));
    }
  }

  private dial(effect: EffectOf<'leg.dial'>): void {
    if (this.legs.has(effect.leg)) return;
    const record: SipRecord = {
      party: partyOf(effect),
      stage: { is: 'offering', dial: dialOf(effect) },
      ending: null,
      over: false,
      sip: null,
    };
    const leg = { id: effect.leg, record };
    this.legs.set(leg.id, leg);
    this.keep(leg);
    this.offer(leg);
  }

  private offer(leg: Leg): void {
    const { stage } = leg.record;
    if (stage.is !== 'offering') return;
    const { peer, ...call } = stage.dial;
    const host = hostOf(call.to);
    const prepared = host === null ? this.prepare(leg, peer, []) : this.viaAddress(leg, peer, host);
    void this.media(leg, prepared, ({ nextHop, sdp }) => {
      // first the stage: a process that dies in between must not call twice
      leg.record = { ...leg.record, stage: { is: 'calling' } };
      this.ua.invite(leg.id, { ...call, headers: [...call.headers, ...nextHop], sdp });
    });
  }

  private async prepare({ id }: Leg, peer: Peer, nextHop: readonly Header[]) {
    return { nextHop, sdp: await this.ports.media.offer(id, peer) };
  }

  /** The edge looks no names up (kamailio/routes/from-switch.cfg, NEXT_HOP). */
  private async viaAddress(leg: Leg, peer: Peer, host: string) {
    return this.prepare(leg, peer, [['X-Zuoxi-Next-Hop', await this.ports.addressOf(host)]]);
  }

  private progress(leg: Leg, status: number, sdp: string | undefined): void {
    const ringing = (early: boolean) => this.ports.post({ on: 'leg.ringing', leg: leg.id, early });
    if (sdp === undefined) return status === 180 ? ringing(false) : undefined;
    // without its early sound it still rings
    this.ports.media.answered(leg.id, sdp).then(
      () => this.living(leg) && ringing(true),
      (err: unknown) => {
        this.ports.log.warn({ err, leg: leg.id }, 'early sound cannot be heard');
        if (this.living(leg)) ringing(false);
      },
    );
  }

  /** A host by name is that of the trunk, whose address the INVITE carries already (X-Zuoxi-Next-Hop). */
  private redirected(id: string, targets: readonly string[]): ReturnType<NonNullable<UserAgentEvents['redirected']>> {
    const party = this.legs.get(id)?.record.party;
    if (party?.kind !== 'trunk') return null;
    const to = targets.find((uri) => {
      const { host, headers } = parseUri(uri) ?? {};
      return host !== undefined && headers === '' && this.ports.mayRedirect(party.trunk, host, numberIn(uri));
    });
    return to === undefined ? null : { to, headers: [] };
  }

  private answered(leg: Leg, sdp: string): void {
    this.move(leg, { is: 'talking', answer: sdp });
    void this.media(leg, this.taken(leg, sdp), () => {
      // in this order: said twice does no harm, never said does
      this.ports.post({ on: 'leg.answered', leg: leg.id });
      this.move(leg, { is: 'talking', answer: null });
    });
  }

  /** Where rtpengine was restarted while the phone rang, the leg has no ports: it gets new ones, as one that talks does. */
  private async taken(leg: Leg, sdp: string): Promise<void> {
    try {
      await this.ports.media.answered(leg.id, sdp);
    } catch (error) {
      if (error instanceof OfferRefused) throw error;
      await this.reinvite(leg);
    }
  }

  private async reinvite(leg: Leg): Promise<void> {
    const offer = await this.ports.media.reoffer(leg.id);
    await this.ports.media.answered(leg.id, await this.ua.reinvite(leg.id, offer));
  }

  /** A peer that does not take the new ports is asked whether it is still there: a call without sound is none. */
  private async heal(leg: Leg): Promise<void> {
    if (!this.living(leg) || leg.record.stage.is !== 'talking') return;
    try {
      await this.reinvite(leg);
    } catch (err) {
      if (!this.living(leg)) return;
      this.ports.log.warn({ err, leg: leg.id }, 'a leg stays without sound');
      this.ua.check(leg.id);
    }
  }

  private invited(id: string, invitation: Invitation): void {
    const sip = this.unborn.get(id) ?? null;
    this.unborn.delete(id);
    const source = sourceOf(invitation);
    const { sdp: offer } = invitation;
    const peer = offer === null ? 'phone' : peerOf(offer);
    const unusable = offer === null ? null : this.ports.media.refusal(offer, peer);
    const { ani, withheld } = callerOf(invitation);
    const dnis = dnisOf(invitation);
    if (!source || unusable !== null) {
      this.ports.log.warn(
        {
          ani: numberForLog(withheld ? '' : ani),
          dnis: numberForLog(dnis),
          source: invitation.source,
          ...(source && { why: unusable }),
        },
        source ? 'refused a call without usable audio' : 'refused a call of nobody we know',
      );
      return source ? this.ua.reject(id, 488, unusable ?? undefined) : this.ua.reject(id, 403);
    }
    const leg: Leg = {
      id: LegId.parse(id),
      record: {
        party: source,
        stage: { is: 'invited', offer, peer },
        ending: null,
        over: false,
        sip,
      },
    };
    this.legs.set(id, leg);
    this.keep(leg);
    const diverted = divertedFrom(invitation);
    this.ports.post({
      on: 'leg.invited',
      leg: leg.id,
      source,
      ani,
      dnis,
      ...(withheld && { withheld }),
      ...(diverted.length > 0 && { divertedFrom: diverted }),
    });
  }

  private answer(leg: Leg): void {
    const { stage } = leg.record;
    // said already, but the core may not have heard it before the process died
    if (stage.is === 'talking') return stage.awaits ? undefined : this.ports.post({ on: 'leg.answered', leg: leg.id });
    if (stage.is !== 'invited') return;
    const { offer, peer } = stage;
    if (offer === null)
      return void this.media(leg, this.ports.media.offer(leg.id, peer), (sdp) => {
        leg.record = { ...leg.record, stage: { is: 'talking', answer: null, awaits: true } };
        this.ua.answer(leg.id, sdp);
      });
    void this.media(leg, this.ports.media.accept(leg.id, offer, peer), (sdp) => {
      leg.record = { ...leg.record, stage: { is: 'talking', answer: null } };
      this.ua.answer(leg.id, sdp);
      if (this.living(leg)) this.ports.post({ on: 'leg.answered', leg: leg.id });
    });
  }

  private end(leg: Leg, ending: Ending, reason: string): void {
    if (leg.record.over || leg.record.ending) return;
    leg.record = { ...leg.record, ending };
    this.keep(leg);
    if (leg.record.stage.is === 'offering') this.over(leg, ending);
    else this.ua.end(leg.id, { status: statusOf(ending, leg.record.stage), reason });
  }

  /** Our own fault: the peer is told with 500, or with the Reason of a BYE or CANCEL. */
  private fail(leg: Leg, status = 500): void {
    if (leg.record.over || leg.record.ending) return;
    const { stage } = leg.record;
    leg.record = { ...leg.record, ending: ownFault };
    this.keep(leg);
    if (stage.is === 'offering') this.over(leg, ownFault);
    else this.ua.end(leg.id, { status, reason: reasonOf(ownFault) });
  }

  private check(id: LegId): void {
    const leg = this.legs.get(id);
    if (leg && !leg.record.over) this.ua.check(id);
    else if (!leg) this.ports.post({ on: 'leg.ended', leg: id, ending: { cause: 'lost', owner: 'system' } });
  }

  private ended(leg: Leg, ended: Ended): void {
    this.over(leg, leg.record.ending ?? endingOf(leg.record, ended));
  }

  private over(leg: Leg, ending: Ending): void {
    if (leg.record.over) return;
    leg.record = { ...leg.record, over: true };
    this.keep(leg);
    this.ports.media.release(leg.id);
    this.ports.post({ on: 'leg.ended', leg: leg.id, ending });
  }

  /** Takes up a leg of a former process; the user agent has taken up its own part already. */
  private resume(leg: Leg): void {
    const { stage, over, sip, ending } = leg.record;
    if (over) return;
    if (stage.is === 'offering') return this.offer(leg);
    if (!sip) return this.over(leg, ending ?? { cause: 'lost', owner: 'system' });
    if (ending) return this.ua.end(leg.id, { status: statusOf(ending, leg.record.stage), reason: reasonOf(ending) });
    if (stage.is === 'talking' && stage.answer !== null) this.answered(leg, stage.answer);
  }

  private keepSip(id: string, sip: LegRecord | null): void {
    const leg = this.legs.get(id);
    if (leg) {
      leg.record = { ...leg.record, sip };
      this.keep(leg);
    } else if (sip) this.unborn.set(id, sip);
    else this.unborn.delete(id);
  }

  /** Forgets a leg that is over for the core and for the peer. */
  private keep(leg: Leg): void {
    const gone = leg.record.over && leg.record.sip === null;
    if (gone) this.legs.delete(leg.id);
    this.ports.records.put(leg.id, gone ? null : leg.record);
  }

  private move(leg: Leg, stage: Stage): void {
    leg.record = { ...leg.record, stage };
    this.keep(leg);
  }

  /** What the media did comes too late for a leg that ended meanwhile, and its failure is our fault. */
  private async media<T>(leg: Leg, work: Promise<T>, then: (result: T) => void): Promise<void> {
    try {
      const result = await work;
      if (this.living(leg)) then(result);
    } catch (err) {
      if (!this.living(leg)) return;
      this.ports.log.error({ err, leg: leg.id }, err instanceof UnknownHost ? 'a call cannot leave' : 'the media refused a leg');
      this.fail(leg, err instanceof OfferRefused ? 488 : 500);
    }
  }

  private living = (leg: Leg): boolean => !leg.record.over && leg.record.ending === null;

  private with(id: string, act: (leg: Leg) => void): void {
    const leg = this.legs.get(id);
    if (leg) act(leg);
  }
}
