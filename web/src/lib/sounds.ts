/**
 * How Han characters sound, without a dictionary: the browser sorts them by pinyin, so a character sounds like the last
 * of these that does not stand behind it. Each is the first common character of its syllable, in that order.
 */
const FIRSTS =
  'a吖ai哎an安ang肮ao凹ba八bai掰ban扳bang邦bao勹bei卑ben奔beng崩bi逼bian边biao灬bie憋bin玢bing冫bo拨bu逋ca嚓' +
  'cai猜can参cang仓cao操ce册cen岑ceng噌cha叉chai差chan觇chang伥chao抄che车chen抻cheng柽chi吃chong充chou抽' +
  'chu出chuai揣chuan踹chuang疮chui吹chun春chuo踔ci呲cong匆cou凑cu粗cuan汆cui崔cun村cuo搓da哒dai呆dan丹' +
  'dang当dao刀de得deng灯di氐dian掂diao刁die爹ding丁diu丢dong东dou都du嘟duan端dui堆dun吨duo多e婀ei诶en恩er儿' +
  'fa发fan帆fang匚fei飞fen分feng丰fou缶fu夫ga旮gai该gan甘gang冈gao皋ge戈gei给gen根geng庚gong工gou勾gu估gua瓜' +
  'guai乖guan关guang光gui归gun丨guo呙ha哈hai咳han顸hang夯hao蒿he诃hei黑hen痕heng亨hong轰hou侯hu乎hua花' +
  'huai怀huan欢huang肓hui灰hun昏huo耠ji丌jia加jian戋jiang江jiao艽jie阶jin巾jing京jiong冂jiu纠ju居juan娟' +
  'jue噘jun军ka咔kai开kan刊kang康kao尻ke苛ken肯keng吭kong空kou抠ku刳kua夸kuai蒯kuan宽kuang匡kui亏kun坤kuo扩' +
  'la垃lai来lan兰lang啷lao捞le仂lei勒leng塄li哩lia俩lian奁liang良liao撩lie咧lin拎ling伶liu溜long龙lou娄lu噜' +
  'lv驴luan娈lve掠lun抡luo罗ma妈mai埋man颟mang邙mao猫me么mei没men门meng虻mi咪mian宀miao喵mie乜min民ming名' +
  'miu谬mo摸mou哞mu毪na拿nai乃nan囡nang囔nao孬ne疒nei馁nen恁neng能en嗯ni妮nian拈niang娘niao鸟nie捏nin您' +
  'ning宁niu妞nong农nou耨nu奴nv女nuan暖nve疟nuo挪o喔ou讴pa趴pai拍pan潘pang乓pao抛pei呸pen喷peng怦pi丕pian偏' +
  'piao剽pie氕pin姘ping聘po钋pou剖pu仆qi七qia掐qian千qiang呛qiao悄qie且qin亲qing青qiong邛qiu丘qu区quan悛' +
  'que炔qun逡ran蚺rang禳rao娆re惹ren人reng扔ri日rong戎rou柔ru肉ruan阮rui蕤run闰ruo若sa仨sai塞san三sang桑' +
  'sao搔se色sen森seng僧sha杀shai筛shan山shang伤shao捎she奢shen申sheng升shi尸shou收shu书shua刷shuai衰' +
  'shuan闩shuang双shui水shun吮shuo说si厶song忪sou嗖su苏suan狻sui虽sun孙suo唆ta他tai胎tan坍tang汤tao涛te忑' +
  'teng疼ti剔tian天tiao佻tie帖ting厅tong通tou偷tu凸tuan湍tui推tun褪tuo乇wa挖wai歪wan弯wang尢wei危wen温' +
  'weng翁wo挝wu乌xi夕xia呷xian仙xiang乡xiao枭xie些xin心xing星xiong凶xiu休xu吁xuan轩xue削xun勋ya丫yan恹' +
  'yang央yao幺ye掖yi一yin因ying应yo哟yong佣you优yu纡yuan鸢yue曰yun晕za匝zai灾zan糌zang赃zao遭ze则zei贼zen怎' +
  'zeng增zha扎zhai斋zhan沾zhang张zhao钊zhe蜇zhen贞zheng争zhi之zhong中zhou州zhu朱zhua抓zhuai拽zhuan专' +
  'zhuang妆zhui隹zhun肫zhuo拙zi孜zong宗zou邹zu租zuan钻zui嘴zun尊zuo嘬'

/** Characters of names and companies that are also read otherwise: 行 of 银行, 重 of 重庆. */
const OTHERWISE =
  'hang行chong重zhang长chang长tiao调diao调shan单kuai会xia厦chao朝zhao朝le乐yue乐zeng曾ceng曾pian便zhuan传du都dou都' +
  'huan还hai还cang藏zang藏ju车cheng盛sheng盛dai大lv率shuai率mu模ou区qiu仇xie解zha查di翟zhai翟yu尉miao缪piao朴tan覃' +
  'qin覃bo薄bao薄xing省sheng省jue角jiao校xiao校xiang降jiang降pin聘si似zi仔zhan辗tuo拓rou肉shui谁di地cha差chai差' +
  'zhuo着zhao着jia伽ji系xi系mo没mei没ta塔he核he合ge合'

/** Nothing is read where a browser sorts otherwise. */
const PROBES = '阿展张座'

const collator = new Intl.Collator('zh-u-co-pinyin')
const HAN = /\p{Script=Han}/u

interface Table {
  firsts: readonly (readonly [sound: string, first: string])[]
  otherwise: ReadonlyMap<string, readonly string[]>
}

const pairs = (text: string) =>
  [...text.matchAll(/([a-z]+)(\P{ASCII})/gu)].map(([, sound = '', char = '']) => [sound, char] as const)

let table: Table | undefined

function loaded(): Table {
  if (table) return table
  const sorted = [...PROBES].every(
    (char, at, all) => at === 0 || collator.compare(all[at - 1] ?? '', char) < 0,
  )
  const otherwise = new Map<string, string[]>()
  for (const [sound, char] of pairs(OTHERWISE)) otherwise.set(char, [...(otherwise.get(char) ?? []), sound])
  table = { firsts: sorted ? pairs(FIRSTS) : [], otherwise }
  return table
}

/** The syllables a character may be read as, without tones; none for what is no Han character. */
export function soundsOf(char: string): readonly string[] {
  if (!HAN.test(char)) return []
  const { firsts, otherwise } = loaded()
  let low = 0
  let high = firsts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (collator.compare(firsts[middle]?.[1] ?? '', char) <= 0) low = middle
    else high = middle - 1
  }
  const found = firsts[low]?.[0]
  const more = otherwise.get(char) ?? []
  return found ? [found, ...more.filter(sound => sound !== found)] : more
}
